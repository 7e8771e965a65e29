using JitBot.Core.Store;

namespace JitBot.Host;

/// <summary><c>storage upgrade</c>: creates or upgrades the schema as the role that owns it, for a program that runs as one that does not.</summary>
internal static class StorageUpgradeVerb
{
    public static Verb Verb { get; } = new("storage upgrade", "bring a PostgreSQL schema up to date, as the role that owns it", [], RunAsync)
    {
        More = """
            Give the owner's connection string in Storage__Postgres__ConnectionString. It may be repeated. Exit codes: 0 the schema is up to
            date, 1 the database cannot be used, 2 wrong use or settings.
            """,
    };

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        var store = new StoreRoom(VerbSettings.Builder(arguments.Adjust).Configuration);
        if (store.Check().ToList() is { Count: > 0 } faults)
            return Verbs.Complain(faults);
        try
        {
            return store.UpgradeAsync() is { } upgrade
                ? Verbs.Say(await new Progress(Verb.Name).WhileAsync(upgrade, () => "at work"), Verbs.Good)
                : Verbs.Complain("A database file is upgraded by the program itself at each start; there is nothing to do.", Verbs.WrongUse);
        }
        catch (StoreUnavailableException e)
        {
            return Verbs.Complain(e.Message, Verbs.Bad);
        }
    }
}
