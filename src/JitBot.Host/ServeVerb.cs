using JitBot.Core.Store;

namespace JitBot.Host;

/// <summary>No verb: the program serves.</summary>
internal static class ServeVerb
{
    public static Verb Verb { get; } = new("", "serve", [new("--urls", "URL", "where to listen (http://127.0.0.1:3978)")], RunAsync)
    {
        TakesSettings = true,
        More = """
            Settings are read from appsettings.json beside the program, user secrets, files in /run/secrets, the environment
            (Slack__BotToken=… for Slack:BotToken) and the command line (--Log:Level=Debug); later ones win. Do not put secrets on a
            command line: other users of the machine can read it.

            Exit codes: 0 it was stopped, 1 the store cannot be used or the address is taken, 2 settings are wrong.
            """,
    };

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        if (JitBotApp.Build(arguments.Typed, arguments.Adjust, out var faults) is not { } app)
            return Verbs.Complain(faults);
        await using (app)
        {
            try
            {
                await app.RunAsync();
                return Verbs.Good;
            }
            catch (StoreUnavailableException e)
            {
                return Verbs.Complain(e.Message, Verbs.Bad);
            }
            catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
            {
                // It may pass by itself, so that a service manager should try again: access must still end.
                return Verbs.Complain($"{e.Message} Give another address with --urls.", Verbs.Bad);
            }
        }
    }
}
