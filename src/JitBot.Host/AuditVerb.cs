using System.Text.Json;
using JitBot.Core;
using JitBot.Core.Audit;
using JitBot.Core.Store;
using JitBot.Engine;

namespace JitBot.Host;

/// <summary><c>audit verify</c>: names the first bad line of the log, or its good size and head. Reads only; the program may be running.</summary>
internal static class AuditVerb
{
    public static async Task<int> VerifyAsync(string[] options)
    {
        string? outside = null;
        if (options is ["--checkpoints", var file])
            outside = file;
        else if (options.Length > 0)
            return Verbs.Complain($"audit verify takes no '{string.Join(' ', options)}'; it takes --checkpoints FILE.", Verbs.WrongUse);

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        HostSettings.AddSources(builder, []);
        var room = new StoreRoom(builder.Configuration);
        outside ??= OwnCheckpoints(builder.Configuration, room);
        var faults = room.Check().ToList();
        if (faults.Count > 0)
            return Verbs.Complain(faults);
        try
        {
            return await VerifyAsync(room, outside);
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

    private static async Task<int> VerifyAsync(StoreRoom room, string? outside)
    {
        await using var services = room.AddForReading(new ServiceCollection().AddLogging()).BuildServiceProvider();
        var store = services.GetRequiredService<IAccessStore>();
        await store.OpenAsync(default);
        var anchors = new AuditAnchors(await store.ListCheckpointsAsync(default), outside is null ? [] : ReadCheckpoints(outside));
        var verdict = await AuditVerifier.VerifyAsync(store.ReadChainAsync(default), store.ReadTextsAsync(default), anchors, default);
        return verdict switch
        {
            AuditVerdict.Good good => Verbs.Say(Words(good), Verbs.Good),
            AuditVerdict.Bad bad => Verbs.Say($"bad: {bad.Words}", Verbs.Bad),
            _ => throw new InvalidOperationException($"A verdict nobody knows: {verdict.GetType().Name}."),
        };
    }

    /// <summary>The file JitBot itself writes outside the database; without it there is nothing to compare with.</summary>
    private static string? OwnCheckpoints(ConfigurationManager configuration, StoreRoom room)
    {
        var settings = AuditSettings.Read(configuration.GetSection(AuditSettings.Section), room.Folder, out _);
        return settings is not null && File.Exists(settings.CheckpointFile) ? settings.CheckpointFile : null;
    }

    private static string Words(AuditVerdict.Good good) =>
        $"good: {good.Lines} lines{Chains(good.Heads)}, {good.Texts} texts, {good.Checkpoints} checkpoints; {Heads(good.Heads)}";

    private static string Chains(IReadOnlyList<ChainHead> heads) => heads.Count > 1 ? $" in {heads.Count} chains" : "";

    private static string Heads(IReadOnlyList<ChainHead> heads) => heads switch
    {
        [] => "no head yet",
        [var only] => $"head {only.Hash}",
        _ => $"heads {string.Join(", ", heads.Select(head => $"{head.Chain}: {head.Hash} after {head.Size} lines"))}",
    };

    private static List<Checkpoint> ReadCheckpoints(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Checkpoint.Read)];
}
