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
            .SelectMany(pair => Lines(pair.Value!))
            .Distinct(),
    ];

    /// <summary>The value as it is, and each line of its own: what is logged is blanked line by line. The frame of a PEM file is no secret.</summary>
    private static IEnumerable<string> Lines(string secret) =>
        secret.Split('\n').Select(line => line.Trim()).Where(line => line.Length >= Shortest && !line.StartsWith("-----", StringComparison.Ordinal)).Prepend(secret);
}
