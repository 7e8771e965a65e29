using System.Globalization;
using JitBot.Core.Chat;
using JitBot.Core.Settings;
using JitBot.Core.Store;
using JitBot.Engine;
using JitBot.Providers.Entra;
using JitBot.Providers.Okta;
using JitBot.Storage.Sqlite;

namespace JitBot.Host;

/// <summary><c>reaper</c>: takes away what is overdue and ends. It needs a store and the providers, and looks at no other settings.</summary>
internal static class ReaperVerb
{
    /// <summary>Ten thousand removals take Graph's quota seven and a half minutes.</summary>
    private static readonly TimeSpan UsualTime = TimeSpan.FromMinutes(10);

    private const string Within = "--within";

    public static Verb Verb { get; } = new("reaper", "take away what is overdue and exit",
        [new(Within, "TIME", "go on trying for so long, as 30s, 10m or 00:10:00 (10m)")], RunAsync)
    {
        More = """
            For the day on which JitBot cannot be started. It grants nothing and tells nobody, and needs neither chat nor catalogue. On SQLite
            JitBot must be stopped. Exit codes: 0 nothing overdue is left, 1 something is (each is named) or the store cannot be used, 2 wrong
            use or settings.
            """,
    };

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        var within = arguments.Value(Within) is { } text ? ReadSpan(text) : UsualTime;
        if (within is null)
            return Verbs.Complain($"{Within} is no length of time; write it as 30s, 10m or 00:10:00.", Verbs.WrongUse);
        var builder = VerbSettings.Builder(arguments.Adjust);
        var faults = Check(builder.Configuration);
        if (faults.Count > 0)
            return Verbs.Complain(faults);
        if (new StoreRoom(builder.Configuration).MissingFile is { } database)
            return Verbs.Complain($"{Path.GetFullPath(database)} does not exist. {SqliteSetup.GivePath}", Verbs.Bad);
        Add(builder);
        try
        {
            await using var app = builder.Build();
            var work = app.Services.GetRequiredService<Reaper>().RunAsync(within.Value, default);
            return Tell(await new Progress(Verb.Name).WhileAsync(work, () => "taking away what is overdue"));
        }
        catch (StoreUnavailableException e)
        {
            return Verbs.Complain(e.Message, Verbs.Bad);
        }
    }

    private static List<SettingsFault> Check(ConfigurationManager configuration)
    {
        var faults = new List<SettingsFault>();
        faults.AddRange(LogSettings.Check(configuration.GetSection(LogSettings.Section)));
        faults.AddRange(ReaperSettings.Check(configuration));
        faults.AddRange(new StoreRoom(configuration).Check());
        if (configuration.GetSection(EntraSetup.Section).Exists())
            faults.AddRange(EntraSetup.Check(ReaperSettings.For(configuration, EntraSetup.Section)));
        if (configuration.GetSection(OktaSetup.Section).Exists())
            faults.AddRange(OktaSetup.Check(ReaperSettings.For(configuration, OktaSetup.Section)));
        return [.. faults.Distinct()];
    }

    private static void Add(WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddLogs(configuration);
        services.AddReaper();
        new StoreRoom(configuration).Add(services);
        if (configuration.GetSection(EntraSetup.Section).Exists())
            services.AddEntra(ReaperSettings.For(configuration, EntraSetup.Section));
        if (configuration.GetSection(OktaSetup.Section).Exists())
            services.AddOkta(ReaperSettings.For(configuration, OktaSetup.Section));
    }

    private static int Tell(IReadOnlyList<Overdue> left)
    {
        if (left.Count == 0)
            return Verbs.Say("good: nothing is overdue", Verbs.Good);
        foreach (var one in left)
            Console.WriteLine($"overdue: {one.What}: {one.Why}");
        return Verbs.Say($"bad: {left.Count} overdue", Verbs.Bad);
    }

    private static TimeSpan? ReadSpan(string text)
    {
        if (Spans.Read(text) is { } span)
            return span;
        if (text.EndsWith('s') && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        return null;
    }
}
