namespace JitBot.Benchmarks.Http;

/// <summary>
/// Bolt for JavaScript, where it is: Node on the path, and a folder with its modules that a variable names. Nothing is installed from here.
/// </summary>
internal static class BoltPeer
{
    /// <summary>Names the folder in which <c>npm install @slack/bolt@5.1.0</c> was run.</summary>
    public const string Variable = "JITBOT_BENCH_BOLT";

    /// <summary>The folder, or null if there is none or no Node.</summary>
    public static string? Modules { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder && Directory.Exists(Path.Combine(folder, "node_modules", "@slack", "bolt")) && HasNode ? folder : null;

    private static bool HasNode =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")));
}
