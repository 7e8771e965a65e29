using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JitBot.Chat.Teams;

namespace JitBot.Host;

/// <summary><c>manifest teams</c>: packs the app that Teams installs, for this bot (https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package).</summary>
internal static partial class ManifestTeamsVerb
{
    private const string Out = "--out";
    private const string Site = "--site";
    private const string Version = "--version";

    /// <summary>What stands in the manifest for the bot's app id, for the organisation's address, and as the package's version.</summary>
    private const string NoId = "00000000-0000-0000-0000-000000000000";
    private const string NoSite = "https://jitbot.example.com";

    private const string First = "1.0.0";

    private const string Manifest = "manifest.json";

    /// <summary>As people read it: nobody puts a manifest into a page.</summary>
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Icons = ["color.png", "outline.png"];

    private static readonly string AppId = $"{TeamsSetup.Section}:AppId";

    public static Verb Verb { get; } = new("manifest teams", "pack the app that Teams installs",
        [
            new(Out, "FILE.zip", "where to write the package; an existing file is not overwritten") { IsRequired = true },
            new(Site, "URL", "your organisation's page about JitBot, https; Teams shows it, and /privacy and /terms under it"),
            new(Version, "N.N.N", "the package's version (1.0.0); raise it with each package that replaces one"),
        ], RunAsync)
    {
        More = """
            Teams opens the page and the two under it for whoever looks at the app, and takes https alone; make all three, or the links lead
            nowhere. Without --site the package names a page that does not exist, which is good enough to try it.

            The package is for the bot whose id is Teams:AppId; nothing else of the settings is needed. Upload it in the Teams admin center under
            "Manage apps", or to one team under "Upload a custom app". To replace a package there, give it a higher version than it has.

            Exit codes: 0 written, 2 wrong use, or Teams:AppId is missing.
            """,
    };

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        var (file, site) = (arguments.Value(Out)!, (arguments.Value(Site) ?? NoSite).TrimEnd('/'));
        if (!Guid.TryParseExact(VerbSettings.Builder(arguments.Adjust).Configuration[AppId], "D", out var id))
            return Verbs.Complain($"{AppId} is missing, or is no id such as {NoId}: set it to the bot's Microsoft App ID.", Verbs.WrongUse);
        if (!Uri.TryCreate(site, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
            return Verbs.Complain($"{Site} is not an https address such as https://example.com/jitbot: Teams opens no other.", Verbs.WrongUse);
        if (address.Query.Length + address.Fragment.Length + address.UserInfo.Length > 0)
            return Verbs.Complain($"{Site} has something beside host and path; give one such as https://example.com/jitbot, under which /privacy and /terms can lie.", Verbs.WrongUse);
        var version = arguments.Value(Version) ?? First;
        if (!Numbers().IsMatch(version))
            return Verbs.Complain($"{Version} is not three numbers such as {First}.", Verbs.WrongUse);
        if (File.Exists(file))
            return Verbs.Complain($"{file} is there already; remove it, or name another.", Verbs.WrongUse);
        try
        {
            await PackAsync(file, id.ToString(), site, version);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Verbs.Complain($"{file} cannot be written: {fault.Message}", Verbs.WrongUse);
        }

        return Verbs.Say($"{file} is written, version {version}, for the bot {id}.{(site == NoSite ? $"\nIt names {NoSite} as your page; {Site} sets yours." : "")}", Verbs.Good);
    }

    /// <summary>The three files lie at the top of the archive, as Teams wants them.</summary>
    private static async Task PackAsync(string file, string id, string site, string version)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "manifests", "teams");
        var manifest = Made(await File.ReadAllTextAsync(Path.Combine(folder, Manifest)), id, site, version);
        await using var archive = await ZipFile.OpenAsync(file, ZipArchiveMode.Create);
        await using (var entry = new StreamWriter(await archive.CreateEntry(Manifest).OpenAsync()))
            await entry.WriteAsync(manifest);
        foreach (var icon in Icons)
            await archive.CreateEntryFromFileAsync(Path.Combine(folder, icon), icon);
    }

    private static string Made(string template, string id, string site, string version)
    {
        var quoted = JavaScriptEncoder.Default.Encode(site);
        var manifest = JsonNode.Parse(template.Replace(NoId, id, StringComparison.Ordinal).Replace(NoSite, quoted, StringComparison.Ordinal))!;
        manifest["version"] = version;
        return manifest.ToJsonString(Readable);
    }

    /// <summary>As Teams compares them (https://semver.org): no zeros before a number.</summary>
    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){2}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();
}
