using System.Text.Json;
using JitBot.Chat.Slack;
using JitBot.Core;
using JitBot.Core.Audit;
using JitBot.Core.Store;
using JitBot.Engine;

namespace JitBot.Host;

/// <summary><c>audit verify</c>: names the first bad line of the log, or its good size and head. Reads only; the program may be running.</summary>
internal static class AuditVerb
{
    private const string Options = "--checkpoints FILE, --checkpoint TEXT and --key HEX";

    public static async Task<int> VerifyAsync(string[] options)
    {
        if (Read(options, out var wrong) is not { } asked)
            return Verbs.Complain(wrong, Verbs.WrongUse);
        var configuration = Configuration();
        var room = new StoreRoom(configuration);
        var outside = asked.File ?? OwnFile(configuration);
        var faults = room.Check().ToList();
        if (faults.Count > 0)
            return Verbs.Complain(faults);
        try
        {
            return await VerifyAsync(room, [.. asked.Posted, .. outside is null ? [] : ReadCheckpoints(outside)], asked.Key);
        }
        catch (StoreUnavailableException e)
        {
            return Verbs.Complain(e.Message, Verbs.Bad);
        }
        catch (Exception e) when (outside is not null && e is IOException or UnauthorizedAccessException or JsonException)
        {
            return Verbs.Complain($"{outside} cannot be read as checkpoints: {e.Message}", Verbs.WrongUse);
        }
    }

    /// <summary>The settings of the program, without those it is not served by here.</summary>
    public static IConfiguration Configuration()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        HostSettings.AddSources(builder, []);
        return builder.Configuration;
    }

    /// <summary>The section <c>Audit</c>, by default beside the database.</summary>
    public static AuditSettings? Audit(IConfiguration configuration, out IReadOnlyList<Core.Settings.SettingsFault> faults)
    {
        return AuditSettings.Read(configuration.GetSection(AuditSettings.Section), new StoreRoom(configuration).Folder, [SlackSetup.Section], out faults);
    }

    private static Asked? Read(string[] options, out string wrong)
    {
        var asked = new Asked(null, [], null);
        wrong = "";
        for (var i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length)
                wrong = $"{options[i]} needs a value; audit verify takes {Options}.";
            else if (options[i] == "--checkpoints")
                asked = asked with { File = options[i + 1] };
            else if (options[i] == "--checkpoint" && CheckpointJson.Find(options[i + 1]) is { } posted)
                asked = asked with { Posted = [.. asked.Posted, posted] };
            else if (options[i] == "--checkpoint")
                wrong = "--checkpoint holds no checkpoint; give the message as it stands in the channel, or the part from { to }.";
            else if (options[i] == "--key" && IsKey(options[i + 1]))
                asked = asked with { Key = options[i + 1] };
            else if (options[i] == "--key")
                wrong = "--key is no key; give the hexadecimal digits that audit verify prints behind \"key\".";
            else
                wrong = $"audit verify takes no '{options[i]}'; it takes {Options}.";
        }

        return wrong.Length == 0 ? asked : null;
    }

    private static bool IsKey(string text) => text.Length > 0 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);

    /// <summary>Verifies what a store holds, against checkpoints from outside it, and says what was found.</summary>
    public static async Task<int> VerifyAsync(StoreRoom room, IReadOnlyCollection<Checkpoint> outside, string? key)
    {
        await using var services = room.AddForReading(new ServiceCollection().AddLogging()).BuildServiceProvider();
        var store = services.GetRequiredService<IAccessStore>();
        await store.OpenAsync(default);
        var anchors = new AuditAnchors(await store.ListCheckpointsAsync(default), outside, key);
        var verdict = await AuditVerifier.VerifyAsync(store.ReadChainAsync(default), store.ReadTextsAsync(default), anchors, default);
        return verdict switch
        {
            AuditVerdict.Good good => Verbs.Say(Words(good), Verbs.Good),
            AuditVerdict.Bad bad => Verbs.Say($"bad: {bad.Words}", Verbs.Bad),
            _ => throw new InvalidOperationException($"A verdict nobody knows: {verdict.GetType().Name}."),
        };
    }

    /// <summary>The file JitBot itself writes beside the database; without it there is nothing outside the database to compare with.</summary>
    private static string? OwnFile(IConfiguration configuration) =>
        Audit(configuration, out _) is { } settings && File.Exists(settings.CheckpointFile) ? settings.CheckpointFile : null;

    private static string Words(AuditVerdict.Good good) =>
        $"good: {good.Lines} lines{Chains(good.Heads)}, {good.Texts} texts, {good.Checkpoints} checkpoints; {Heads(good.Heads)}"
        + string.Concat(good.Keys.Select(key => $"\nkey {key}"));

    private static string Chains(IReadOnlyList<ChainHead> heads) => heads.Count > 1 ? $" in {heads.Count} chains" : "";

    private static string Heads(IReadOnlyList<ChainHead> heads) => heads switch
    {
        [] => "no head yet",
        [var only] => $"head {only.Hash}",
        _ => $"heads {string.Join(", ", heads.Select(head => $"{head.Chain}: {head.Hash} after {head.Size} lines"))}",
    };

    /// <summary>The checkpoints this installation has written outside the database; none if there are none.</summary>
    public static IReadOnlyList<Checkpoint> OwnCheckpoints(IConfiguration configuration) => OwnFile(configuration) is { } file ? ReadCheckpoints(file) : [];

    private static List<Checkpoint> ReadCheckpoints(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Checkpoint.Read)];

    private sealed record Asked(string? File, IReadOnlyList<Checkpoint> Posted, string? Key);
}
