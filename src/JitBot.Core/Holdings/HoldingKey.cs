using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JitBot.Core.Holdings;

/// <summary>A membership that may be ours: a subject (a person by the provider's immutable id) in a resource (a group's id) of a provider.</summary>
public sealed record HoldingKey(string Provider, string Resource, string Subject)
{
    /// <summary>How many hexadecimal characters of the hash name a holding: 128 bits, so that two never meet.</summary>
    private const int IdLength = 32;

    private const int GuidBytes = 16;

    /// <summary>The same for the same three, whatever the order of events.</summary>
    public HoldingId Id => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Provider}\n{Resource}\n{Subject}")))[..IdLength]);

    /// <summary>
    /// The name under which an attempt goes to the provider, so that its log and ours can be laid side by side: a GUID, because that is
    /// what providers take for a request's id, and always the same for the same attempt.
    /// </summary>
    public string AttemptName(int attempt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Id}\n{attempt}")));
        return new Guid(hash.AsSpan(0, GuidBytes)).ToString("D");
    }
}

/// <summary>The name of a holding's stream.</summary>
public readonly record struct HoldingId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}
