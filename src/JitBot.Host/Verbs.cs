using JitBot.Core.Settings;
using JitBot.Core.Store;

namespace JitBot.Host;

/// <summary>The verbs of the program. Exit codes: 0 good, 1 the thing checked is bad, 2 wrong use or settings.</summary>
internal static class Verbs
{
    public const int Good = 0;
    public const int Bad = 1;
    public const int WrongUse = 2;

    private const string Help = """
        JitBot gives people access for as long as they need it and takes it away again.

          JitBot.Host [--urls URL]            serve (settings: appsettings.json, user secrets, /run/secrets, environment)
          JitBot.Host audit verify            check the log's hash chain, texts and checkpoints
                      [--checkpoints FILE]    ... and compare with checkpoints kept elsewhere (one JSON object a line)
                      [--checkpoint TEXT]     ... with one copied out of the channel (may be given several times)
                      [--key HEX]             ... and accept only checkpoints signed with this key
          JitBot.Host audit accept-restore    say whether the database is an old backup (JitBot must be stopped)
                      [--yes]                 ... and accept that: access is given again
          JitBot.Host storage upgrade         bring a PostgreSQL schema up to date, as the role that owns it
          JitBot.Host storage copy --to TARGET  copy the database file into an empty PostgreSQL database, whose connection
                                              string TARGET is; its password comes from PGPASSWORD or a pass file
          JitBot.Host reaper                  take away what is overdue and exit: 1 if something is left, each named;
                      [--within TIME]         ... go on trying for so long (10m); grants nothing, tells nobody
          JitBot.Host --help                  this text

        Exit codes: 0 good, 1 the thing checked is bad, 2 wrong use or settings.
        """;

    /// <summary>Runs the verb the arguments name; without one the program serves.</summary>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, adjust: null);

    /// <summary>The same; <paramref name="adjust"/> is as for <see cref="JitBotApp.Build"/>.</summary>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder>? adjust)
    {
        var words = args.TakeWhile(arg => !arg.StartsWith('-')).ToArray();
        if (args.Contains("--help") || args.Contains("-h") || words is ["help"])
            return Say(Help, Good);
        return words switch
        {
            [] => await ServeAsync(args, adjust),
            ["audit", "verify"] => await AuditVerb.VerifyAsync(args[2..]),
            ["audit", "accept-restore"] => await AcceptRestoreVerb.RunAsync(args[2..]),
            ["storage", "upgrade"] => await StorageVerb.UpgradeAsync(args[2..]),
            ["storage", "copy"] => await StorageCopyVerb.RunAsync(args[2..]),
            ["reaper"] => await ReaperVerb.RunAsync(args[1..], adjust),
            ["doctor" or "catalogue", ..] or ["audit", ..] =>
                Complain($"'{string.Join(' ', words)}' is not part of this version.\n\n{Help}", WrongUse),
            _ => Complain($"'{string.Join(' ', words)}' is not a verb.\n\n{Help}", WrongUse),
        };
    }

    /// <summary>Says everything that is wrong in the settings.</summary>
    public static int Complain(IReadOnlyList<SettingsFault> faults)
    {
        Console.Error.WriteLine(faults.Count == 1 ? "One setting is wrong:" : $"{faults.Count} settings are wrong:");
        foreach (var fault in faults)
            Console.Error.WriteLine($"  {fault}");
        Console.Error.WriteLine("Settings are read from appsettings.json, user secrets, /run/secrets and the environment (Slack__BotToken=… for Slack:BotToken).");
        return WrongUse;
    }

    public static int Complain(string what, int code)
    {
        Console.Error.WriteLine(what);
        return code;
    }

    private static async Task<int> ServeAsync(string[] args, Action<WebApplicationBuilder>? adjust)
    {
        if (JitBotApp.Build(args, adjust, out var faults) is not { } app)
            return Complain(faults);
        await using (app)
        {
            try
            {
                await app.RunAsync();
                return Good;
            }
            catch (StoreUnavailableException e)
            {
                return Complain(e.Message, Bad);
            }
            catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
            {
                return Complain($"{e.Message} Give another address with --urls.", WrongUse);
            }
        }
    }

    public static int Say(string text, int code)
    {
        Console.WriteLine(text);
        return code;
    }
}
