using System.Text.RegularExpressions;
using JitBot.Sandbox.World;
using Microsoft.Extensions.Configuration;

namespace JitBot.Host.Tests.Settings;

/// <summary>
/// Every key the program knows, as it says itself: whoever writes a key that nobody reads is told which there are. Numbers of lists are 0.
/// </summary>
internal static partial class KnownKeys
{
    private const string Stray = "Stray";

    /// <summary>The parts of the settings that tell of a stray key, each with what must be set so that it is read.</summary>
    private static readonly (string Section, (string Key, string? Value)[] With)[] Sections =
    [
        ("Slack", []), ("Entra", []), ("Okta", []), ("PagerDuty", []), ("Opsgenie", []), ("Paging:PagerDuty", []), ("Paging:Webhook", []),
        ("Schedules", [("Schedules:0:Name", "x")]), ("Storage:Sqlite", []), ("Log", []),
        ("Catalogue", GoodSettings.WholePolicy),
        ("Teams", [("Teams:AllowedTenants:0", "x"), ("Teams:ServiceUrls:0", "x")]), ("Audit", [("Teams:AppId", "x")]), ("Operations", [("Teams:AppId", "x")]),
        ("Storage:Postgres", [("Storage:Sqlite", null), ("Storage:Postgres:ConnectionString", "Host=localhost;Database=jitbot"), ("Audit:Folder", "audit")]),
        ("Identity", [("Identity:Domains:0", "example.com")]),
        ("Reaper:Entra", []), ("Reaper:Okta", []),
    ];

    /// <summary>The keys that stand in sections.</summary>
    public static IEnumerable<string> InSections() => Sections.SelectMany(each => Below(each.Section, each.With));

    /// <summary>The sections. Only a file is looked at for strays among them.</summary>
    public static IEnumerable<string> Tops()
    {
        using var folder = new SandboxFolder();
        var file = Path.Combine(folder.Path, "appsettings.json");
        File.WriteAllText(file, """{ "Stray": { "Key": 1 } }""");
        var settings = new ConfigurationBuilder().AddInMemoryCollection(GoodSettings.All()).AddJsonFile(file).Build();
        return Listed(GoodSettings.FaultsOf(settings), $"{Stray}: ");
    }

    /// <summary>A key of another name is put below this one: what the program says to it tells what belongs there, and what of that it knows.</summary>
    private static IEnumerable<string> Below(string at, (string Key, string? Value)[] with)
    {
        var told = GoodSettings.FaultsWith([.. with, ($"{at}:{Stray}", "x")]).Where(fault => fault.StartsWith(at, StringComparison.Ordinal)).ToList();
        bool IsTold(string what) => told.Exists(fault => fault.StartsWith($"{at}{what}", StringComparison.Ordinal));
        if (told.Count == 0 || IsTold(": holds settings of its own"))
            return [at];
        if (IsTold(": holds the settings of one") || IsTold($":{Stray}: holds a single value where settings"))
            return Below($"{at}:0", with);
        var isKnown = told.Exists(fault => fault.StartsWith($"{at}:{Stray}: ", StringComparison.Ordinal) && Known().IsMatch(fault));
        return isKnown ? Listed(told, $"{at}:{Stray}: ").SelectMany(name => Below($"{at}:{name}", with)) : [$"{at}:0"];
    }

    private static string[] Listed(IEnumerable<string> faults, string about) =>
        Known().Match(faults.Single(fault => fault.StartsWith(about, StringComparison.Ordinal))).Groups[1].Value.Split(", ");

    [GeneratedRegex("known (?:here|are):? (.+)$")]
    private static partial Regex Known();
}
