using JitBot.Core;
using JitBot.Core.Store;
using JitBot.Engine;
using JitBot.Engine.Operations;
using JitBot.Storage.Sqlite;

namespace JitBot.Host;

/// <summary>
/// <c>audit accept-restore</c>: says whether the database is older than what was published of it, and with <c>--yes</c> accepts that. JitBot
/// must be stopped: one process alone writes the database.
/// </summary>
internal static class AuditAcceptRestoreVerb
{
    private const string Yes = "--yes";

    public static Verb Verb { get; } = new("audit accept-restore", "say whether the database is an old backup, and accept it",
        [new(Yes, null, "accept it: access is given again")], RunAsync)
    {
        More = """
            JitBot must be stopped. Exit codes: 0 there is nothing to accept, or it was accepted; 1 the database is older than what was
            published of it, or cannot be used; 2 wrong use or settings.
            """,
    };

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        var configuration = VerbSettings.Builder(arguments.Adjust).Configuration;
        var room = new StoreRoom(configuration);
        var audit = VerbSettings.Audit(configuration, out var faults);
        faults = [.. room.Check(), .. faults];
        if (faults.Count > 0)
            return Verbs.Complain(faults);
        if (room.MissingFile is { } missing)
            return Verbs.Complain($"{missing} does not exist. {SqliteSetup.GivePath}", Verbs.Bad);
        try
        {
            await using var services = room.Add(new ServiceCollection().AddLogging()).AddRestoreAcceptance(audit!).BuildServiceProvider();
            await services.GetRequiredService<IAccessStore>().OpenAsync(default);
            return await AcceptAsync(services.GetRequiredService<RestoreAcceptance>(), accepts: arguments.Has(Yes));
        }
        catch (Exception e) when (e is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            return Verbs.Complain(e.Message, Verbs.Bad);
        }
    }

    private static async Task<int> AcceptAsync(RestoreAcceptance acceptance, bool accepts)
    {
        if (await acceptance.LookAsync(default) is not { } backup)
            return Verbs.Say("Nothing to accept: the database is not older than what was published of it.", Verbs.Good);
        if (!accepts)
            return Verbs.Say($"{acceptance.Describe(backup)}\nNothing was changed. When you have looked: audit accept-restore {Yes}", Verbs.Bad);
        await acceptance.AcceptAsync(backup, default);
        return Verbs.Say("Accepted. It stands in the log; the checkpoints of the lost history were put away beside the new ones. Start JitBot again.", Verbs.Good);
    }
}
