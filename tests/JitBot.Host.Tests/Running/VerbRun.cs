using Microsoft.AspNetCore.Builder;

namespace JitBot.Host.Tests.Running;

/// <summary>A verb run in this process, with what it printed to either stream.</summary>
internal static class VerbRun
{
    /// <summary>
    /// The exit code and what was printed, the standard output before the standard error; without the lines that tell of progress, which depend
    /// on how busy the machine is.
    /// </summary>
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
            return (code, told + string.Concat(complained.ToString().Split('\n').Where(line => !IsProgress(line)).Select(line => line.Length > 0 ? line + "\n" : "")));
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    private static bool IsProgress(string line) => line.EndsWith(" …", StringComparison.Ordinal);
}
