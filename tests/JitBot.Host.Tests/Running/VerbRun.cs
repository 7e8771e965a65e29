using Microsoft.AspNetCore.Builder;

namespace JitBot.Host.Tests.Running;

/// <summary>A verb run in this process, with what it printed to either stream.</summary>
internal static class VerbRun
{
    /// <summary>The exit code and what was printed, the standard output before the standard error.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string[] verb, Action<WebApplicationBuilder>? adjust = null)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var told = new StringWriter();
        using var complained = new StringWriter();
        Console.SetOut(told);
        Console.SetError(complained);
        try
        {
            var code = await Verbs.RunAsync(verb, adjust);
            return (code, told.ToString() + complained);
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
