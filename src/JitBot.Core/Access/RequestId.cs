using System.Security.Cryptography;
using System.Text;

namespace JitBot.Core.Access;

/// <summary>The name of a request, short enough to read out on the phone.</summary>
public readonly record struct RequestId(string Value)
{
    // Forty bits, like those that are drawn: enough for millions of requests a year.
    private const int BytesOfName = 5;

    /// <summary>A name made of the gesture behind a request, for what must not be asked twice however often the gesture is handed in.</summary>
    public static RequestId OfGesture(string key) => new($"r-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, BytesOfName))}");

    /// <inheritdoc />
    public override string ToString() => Value;
}
