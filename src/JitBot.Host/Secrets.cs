namespace JitBot.Host;

/// <summary>The values of settings whose names say that they are secret.</summary>
internal static class Secrets
{
    /// <summary>Shorter values are words, not secrets, and scrubbing them would blank half the log.</summary>
    private const int Shortest = 6;

    private static readonly string[] Marks = ["Token", "Secret", "Password", "PrivateKey", "ConnectionString"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Of(IConfiguration configuration) =>
    [
        .. configuration.AsEnumerable()
            .Where(pair => pair.Value is { Length: >= Shortest } && Marks.Any(mark => pair.Key.Contains(mark, StringComparison.OrdinalIgnoreCase)) && pair.Key.Contains(':'))
            .Select(pair => pair.Value!)
            .Distinct(),
    ];
}
