using System.Security.Cryptography;

namespace JitBot.Core;

/// <summary>
/// The one source of ids, handles, salts and jitter; a simulation puts a seeded one in its place. Handles and salts have 128 bits from the
/// operating system's generator (OWASP ASVS 5.0, 11.5.1).
/// </summary>
public class Entropy
{
    private const int SecretBytes = 16;

    // No vowels and no look-alikes, so that an id spells no word and survives being read out.
    private const string IdAlphabet = "23456789bcdfghjkmnpqrstvwxyz";
    private const int IdLength = 10;

    /// <summary>Fills the bytes.</summary>
    public virtual void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);

    /// <summary>A number in [0, 1).</summary>
    public double Fraction()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        Fill(bytes);
        return BitConverter.ToUInt32(bytes) / (uint.MaxValue + 1.0);
    }

    /// <summary>128 random bits as hexadecimal: a handle or a salt.</summary>
    public string Secret()
    {
        Span<byte> bytes = stackalloc byte[SecretBytes];
        Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>A readable id with about 48 random bits after the prefix.</summary>
    public string ReadableId(string prefix)
    {
        Span<byte> bytes = stackalloc byte[IdLength];
        Fill(bytes);
        var characters = new char[IdLength];
        for (var i = 0; i < IdLength; i++)
            characters[i] = IdAlphabet[bytes[i] % IdAlphabet.Length];
        return prefix + new string(characters);
    }
}
