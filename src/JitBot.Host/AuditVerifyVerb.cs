using System.Text.Json;
using JitBot.Core;
using JitBot.Core.Audit;
using JitBot.Core.Store;

namespace JitBot.Host;

/// <summary><c>audit verify</c>: names the first bad line of the log, or its good size and head. Reads only; the program may be running.</summary>
internal static class AuditVerifyVerb
{
    private const string File = "--checkpoints";
    private const string Posted = "--checkpoint";
    private const string Key = "--key";

    public static Verb Verb { get; } = new("audit verify", "check the log's hash chain, texts and checkpoints",
    [
        new(File, "FILE", "compare with checkpoints kept elsewhere, one JSON object a line (those beside the database)"),
        new(Posted, "TEXT", "compare with one copied out of the channel") { IsRepeated = true },
        new(Key, "HEX", "accept only checkpoints signed with this key"),
    ], RunAsync)
    {
        More = """
            Reads only, also beside a running JitBot. Exit codes: 0 good, 1 the log is bad (its first bad line is named) or the store cannot
            be read, 2 wrong use or settings.
            """,
    };

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        var posted = arguments.Values(Posted).Select(CheckpointJson.Find).ToList();
        if (posted.Contains(null))
            return Verbs.Complain($"{Posted} holds no checkpoint; give the message as it stands in the channel, or the part from {{ to }}.", Verbs.WrongUse);
        if (arguments.Value(Key) is { } key && !Checkpoint.IsWrittenAsKey(key))
            return Verbs.Complain($"{Key} is no key; give all of the hexadecimal digits that audit verify prints behind \"key\".", Verbs.WrongUse);
        var configuration = VerbSettings.Builder(arguments.Adjust).Configuration;
        var room = new StoreRoom(configuration);
        var outside = arguments.Value(File) ?? VerbSettings.OwnCheckpoints(configuration);
        if (room.Check().ToList() is { Count: > 0 } faults)
            return Verbs.Complain(faults);
        try
        {
            return await VerifyAsync(room, [.. posted.OfType<Checkpoint>(), .. outside is null ? [] : VerbSettings.ReadCheckpoints(outside)], arguments.Value(Key));
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

    /// <summary>Verifies what a store holds, against checkpoints from outside it, and says what was found.</summary>
    public static async Task<int> VerifyAsync(StoreRoom room, IReadOnlyCollection<Checkpoint> outside, string? key)
    {
        await using var services = room.AddForReading(new ServiceCollection().AddLogging()).BuildServiceProvider();
        var store = services.GetRequiredService<IAccessStore>();
        await store.OpenAsync(default);
        var anchors = new AuditAnchors(await store.ListCheckpointsAsync(default), outside, key);
        var progress = new Progress(Verb.Name);
        var lines = progress.CountAsync(store.ReadChainAsync(default), "lines");
        return await AuditVerifier.VerifyAsync(lines, progress.CountAsync(store.ReadTextsAsync(default), "texts"), anchors, default) switch
        {
            AuditVerdict.Good good => Verbs.Say(Words(good), Verbs.Good),
            AuditVerdict.Bad bad => Verbs.Say($"bad: {bad.Words}", Verbs.Bad),
            var verdict => throw new InvalidOperationException($"A verdict nobody knows: {verdict.GetType().Name}."),
        };
    }

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
}
