using System.Diagnostics;

namespace JitBot.Host.Tests.Running;

/// <summary>The real program in a process of its own, with nothing in its environment but what is given.</summary>
internal static class ProgramRun
{
    /// <summary>Runs it to its end in a working directory; the exit code and what it printed.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string folder, string[] arguments, params IEnumerable<(string Key, string? Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "JitBot.Host.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var name in start.Environment.Keys.Except(["PATH", "HOME", "DOTNET_ROOT"]).ToList())
            start.Environment.Remove(name);
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
