using JitBot.Core.Audit;
using JitBot.Core.Store;
using JitBot.Storage.Postgres;

namespace JitBot.Host;

/// <summary>
/// <c>storage copy</c>: moves an installation from its database file to PostgreSQL. The file is verified before, the copy afterwards, and
/// the file stays as it is.
/// </summary>
internal static class StorageCopyVerb
{
    private const string To = "--to";

    public static Verb Verb { get; } = new("storage copy", "move the database file into an empty PostgreSQL database",
    [
        new(To, "TARGET", "its connection string, like \"Host=db.example.com;Database=jitbot;Username=jitbot_owner;SSL Mode=VerifyFull\"") { IsRequired = true },
    ], RunAsync)
    {
        More = """
            JitBot must be stopped. The password comes from PGPASSWORD or a pass file. The file is verified before, the copy afterwards, and
            the file stays as it is. Exit codes: 0 copied, 1 the file is not in order or a database cannot be used, 2 wrong use or settings.
            """,
    };

    private const string WhatNow = """
        Copied. Now set Storage__Postgres__ConnectionString, blank Storage__Sqlite__Path, give Audit__Folder the folder in which
        checkpoints.jsonl and checkpoints.key stand, and start JitBot. Keep the file until it runs. JitBot will not be started on it
        again: both would believe that every grant is theirs to end.
        """;

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        var to = arguments.Value(To)!;
        var configuration = VerbSettings.Builder(arguments.Adjust).Configuration;
        var (source, target) = (new StoreRoom(configuration), Target(to));
        if (source.Check().ToList() is { Count: > 0 } faults)
            return Verbs.Complain(faults);
        if (target.Check().FirstOrDefault() is { } wrong)
            return Verbs.Complain($"--to {wrong.Wrong}", Verbs.WrongUse);
        if (PostgresSetup.HoldsPassword(Section(to)))
            return Verbs.Complain("--to holds a password, and every user of this machine can read a command line. Give it in PGPASSWORD or in a pass file.", Verbs.WrongUse);
        try
        {
            return await CopyAsync(source, target, Published(configuration));
        }
        catch (StoreUnavailableException e)
        {
            return Verbs.Complain(e.Message, Verbs.Bad);
        }
    }

    private static async Task<int> CopyAsync(StoreRoom source, StoreRoom target, IReadOnlyList<Checkpoint> published)
    {
        if (source.Folder is null)
            return Verbs.Complain("Storage names a PostgreSQL database; storage copy moves a database file (Storage:Sqlite:Path) into one.", Verbs.WrongUse);
        if (await AuditVerifyVerb.VerifyAsync(source, published, key: null) != Verbs.Good)
            return Verbs.Complain("The file was not copied, because its log is not in order.", Verbs.Bad);
        await new Progress(Verb.Name).WhileAsync(CopiedAsync(source, target), () => "at work");
        var verdict = await AuditVerifyVerb.VerifyAsync(target, published, key: null);
        return verdict == Verbs.Good
            ? Verbs.Say(WhatNow, verdict)
            : Verbs.Complain("The copy is not in order. Stay with the file (delete the one beside it that ends in .moved), and throw the copy away.", verdict);
    }

    private static List<Checkpoint> Published(IConfiguration configuration) =>
        VerbSettings.OwnCheckpoints(configuration) is { } file ? VerbSettings.ReadCheckpoints(file) : [];

    private static async Task<bool> CopiedAsync(StoreRoom source, StoreRoom target)
    {
        await source.CopyAsync(target, Console.WriteLine)!;
        return true;
    }

    private static StoreRoom Target(string connection) => new(Configuration(connection));

    private static IConfigurationSection Section(string connection) => Configuration(connection).GetSection(PostgresSetup.Section);

    private static IConfigurationRoot Configuration(string connection) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { [$"{PostgresSetup.Section}:ConnectionString"] = connection }).Build();
}
