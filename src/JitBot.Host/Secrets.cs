namespace JitBot.Host;

/// <summary>The values of settings whose names say that they are secret, and addresses that may be all that protects what lies there.</summary>
internal static class Secrets
{
    /// <summary>Shorter values are words, not secrets, and scrubbing them would blank half the log.</summary>
    private const int Shortest = 6;

    private static readonly string[] Marks = ["Token", "Secret", "Password", "PrivateKey", "ApiKey", "RoutingKey", "ConnectionString"];

    /// <summary>How the key of an address ends that may be a secret; those of services are base addresses, and are none.</summary>
    private const string Address = ":Url";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Of(IConfiguration configuration) =>
    [
        .. configuration.AsEnumerable()
            .Where(pair => pair.Value is { Length: >= Shortest } && IsSecret(pair.Key))
            .SelectMany(pair => Lines(pair.Value!))
            .Distinct(),
    ];

    private static bool IsSecret(string key) =>
        key.Contains(':') && (key.EndsWith(Address, StringComparison.OrdinalIgnoreCase) || Marks.Any(mark => key.Contains(mark, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The value as it is, and each line of its own: what is logged is blanked line by line. The frame of a PEM file is no secret.</summary>
    private static IEnumerable<string> Lines(string secret) =>
        secret.Split('\n').Select(line => line.Trim()).Where(line => line.Length >= Shortest && !line.StartsWith("-----", StringComparison.Ordinal)).Prepend(secret);
}
