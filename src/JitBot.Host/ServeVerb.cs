using JitBot.Core.Store;

namespace JitBot.Host;

/// <summary>No verb: the program serves.</summary>
internal static class ServeVerb
{
    public static Verb Verb { get; } = new("", "serve", [new("--urls", "URL", "where to listen (http://127.0.0.1:3978)")], RunAsync)
    {
        TakesSettings = true,
        More = $"""
            {HostSettings.Places}

            Exit codes: 0 it was stopped, 1 the store cannot be used or the address is taken or not there, 2 settings are wrong.
            """,
    };

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        if (JitBotApp.Build(arguments.Typed, arguments.Adjust, out var faults) is not { } app)
            return Verbs.Complain(faults);
        var urls = app.Configuration[WebHostDefaults.ServerUrlsKey]; // afterwards there is nobody left to ask
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
            catch (Exception e) when (Listening.Fault(e, urls) is { } fault)
            {
                return Verbs.Complain(fault.Why, fault.Code);
            }
        }
    }
}
