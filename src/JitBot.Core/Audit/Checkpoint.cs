using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JitBot.Core.Audit;

/// <summary>
/// A signed statement that the chain had this size and head at this time. Kept outside the database it lays open a truncated or rewritten
/// chain, which no look at the database alone can (RFC 6962 signed tree heads, simplified to a chain). ECDSA P-256 with SHA-256;
/// signature and key are hexadecimal, the key as SubjectPublicKeyInfo.
/// </summary>
public sealed record Checkpoint(long Size, string Head, DateTimeOffset At, string PublicKey, string Signature)
{
    /// <summary>Signs the head.</summary>
    public static Checkpoint Sign(ChainHead head, DateTimeOffset at, ECDsa key)
    {
        var signature = key.SignData(Statement(head.Size, head.Hash, at), HashAlgorithmName.SHA256);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        return new Checkpoint(head.Size, head.Hash, at, Convert.ToHexStringLower(publicKey), Convert.ToHexStringLower(signature));
    }

    /// <summary>Whether the signature fits the statement and the named key; which key to trust is the auditor's to say.</summary>
    public bool IsGenuine()
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromHexString(PublicKey), out _);
            return key.VerifyData(Statement(Size, Head, At), Convert.FromHexString(Signature), HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private static byte[] Statement(long size, string head, DateTimeOffset at) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"jitbot checkpoint\n{size}\n{head}\n{AuditJson.Time(at)}\n"));
}
