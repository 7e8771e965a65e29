using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace JitBot.Core.Audit;

/// <summary>
/// A signed statement that the chains had these sizes and heads at this time, which also ties them together. Kept outside the database it
/// lays open a chain that was cut off, rewritten or taken away, which no look at the database alone can (RFC 6962 signed tree heads,
/// simplified to chains). ECDSA P-256 with SHA-256; signature and key are hexadecimal, the key as SubjectPublicKeyInfo.
/// </summary>
public sealed record Checkpoint(IReadOnlyList<ChainHead> Heads, DateTimeOffset At, string PublicKey, string Signature)
{
    /// <summary>How the SubjectPublicKeyInfo of every P-256 key begins, up to the point itself (RFC 5480), and how many hexadecimal digits a whole one has.</summary>
    private const string KeyBegins = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";
    private const int KeyDigits = 182;

    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>How many lines it is about, over all chains.</summary>
    public long Size => Heads.Sum(head => head.Size);

    /// <summary>Whether it is written as a checkpoint writes the key that signed it; whether there is such a key, and whose it is, is not looked at.</summary>
    public static bool IsWrittenAsKey(string text) =>
        text.Length == KeyDigits && text.StartsWith(KeyBegins, StringComparison.OrdinalIgnoreCase) && text.All(char.IsAsciiHexDigit);

    /// <summary>Signs the heads.</summary>
    public static Checkpoint Sign(IReadOnlyList<ChainHead> heads, DateTimeOffset at, ECDsa key)
    {
        var signature = key.SignData(Statement(heads, at), HashAlgorithmName.SHA256);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        return new Checkpoint(heads, at, Convert.ToHexStringLower(publicKey), Convert.ToHexStringLower(signature));
    }

    /// <summary>Reads one that stands in a line of a file of its own; throws <see cref="JsonException"/> if it is none.</summary>
    public static Checkpoint Read(string line)
    {
        var written = JsonSerializer.Deserialize<Written>(line, Strict) ?? throw new JsonException("A checkpoint is missing.");
        return new Checkpoint(written.Heads, written.At, written.PublicKey, written.Signature);
    }

    /// <summary>Reads heads that were written alone.</summary>
    public static IReadOnlyList<ChainHead> ReadHeads(string json) =>
        JsonSerializer.Deserialize<ChainHead[]>(json, Strict) ?? throw new JsonException("The heads are missing.");

    /// <summary>The line that is written to a file.</summary>
    public string Write() => JsonSerializer.Serialize(new Written([.. Heads], At, PublicKey, Signature), Strict);

    /// <summary>The heads alone, for a store that keeps the rest in columns.</summary>
    public string WriteHeads() => JsonSerializer.Serialize(Heads.ToArray(), Strict);

    /// <summary>Whether the signature fits the statement and the named key; which key to trust is the auditor's to say.</summary>
    public bool IsGenuine()
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromHexString(PublicKey), out _);
            return key.VerifyData(Statement(Heads, At), Convert.FromHexString(Signature), HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public bool Equals(Checkpoint? other) =>
        other is not null && At == other.At && PublicKey == other.PublicKey && Signature == other.Signature && Heads.SequenceEqual(other.Heads);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(At, PublicKey, Signature);

    private static byte[] Statement(IReadOnlyList<ChainHead> heads, DateTimeOffset at)
    {
        var statement = new StringBuilder($"jitbot checkpoint\n{AuditJson.Time(at)}\n");
        foreach (var head in heads)
            statement.Append(CultureInfo.InvariantCulture, $"{head.Chain} {head.Size} {head.Hash}\n");
        return Encoding.UTF8.GetBytes(statement.ToString());
    }

    private sealed record Written(ChainHead[] Heads, DateTimeOffset At, string PublicKey, string Signature);
}
