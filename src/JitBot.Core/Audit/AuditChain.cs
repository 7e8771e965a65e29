using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using JitBot.Core.Store;

namespace JitBot.Core.Audit;

/// <summary>
/// A line with the bytes that were sealed and the chain's hash after it (hexadecimal). Chain, sequence, stream and version are what the store
/// files it under; the bytes must say the same, or a line could be moved without a change to what was sealed.
/// </summary>
public sealed record SealedLine(int Chain, long Sequence, string Stream, long Version, byte[] Bytes, string Hash);

/// <summary>A text beside the log as it is filed.</summary>
public sealed record FiledText(string Hash, string Salt, string Text);

/// <summary>How many lines a chain has, and the hash after the last one.</summary>
public sealed record ChainHead(int Chain, long Size, string Hash);

/// <summary>
/// The hash chains over the log, one for each process that writes it: <c>h(n) = SHA-256(0x00 ‖ h(n-1) ‖ length ‖ bytes)</c>, where h(0) is
/// 32 zero bytes, the length a 64-bit big-endian number and the bytes the line's canonical JSON. The leading byte keeps a line's hash apart
/// from every other use of SHA-256, as in RFC 6962 §2.1.
/// </summary>
public static class AuditChain
{
    private const byte LineMark = 0x00;
    private const int HashBytes = 32;

    /// <summary>Nearly every line is shorter, and a stack has a megabyte.</summary>
    private const int MostOnStack = 2_048;

    /// <summary>Chains are numbered from here; no store writes a line under a lower number.</summary>
    public const int First = 1;

    /// <summary>The number of the one chain of a store that one process writes.</summary>
    public const int Only = First;

    /// <summary>The head of an empty chain.</summary>
    public static ChainHead Empty(int chain) => new(chain, 0, new string('0', HashBytes * 2));

    /// <summary>The head after one more line of the chain.</summary>
    public static ChainHead Follow(ChainHead head, ReadOnlySpan<byte> bytes) => new(head.Chain, head.Size + 1, Next(head.Hash, bytes));

    /// <summary>The hash after a line, given the hash before it; both hexadecimal.</summary>
    public static string Next(string previous, ReadOnlySpan<byte> bytes)
    {
        var length = 1 + HashBytes + sizeof(long) + bytes.Length;
        var buffer = length <= MostOnStack ? stackalloc byte[length] : new byte[length];
        buffer[0] = LineMark;
        if (Convert.FromHexString(previous, buffer.Slice(1, HashBytes), out _, out var written) != OperationStatus.Done || written != HashBytes)
            throw new FormatException($"A hash is {HashBytes * 2} hexadecimal digits.");
        BinaryPrimitives.WriteInt64BigEndian(buffer[(1 + HashBytes)..], bytes.Length);
        bytes.CopyTo(buffer[(1 + HashBytes + sizeof(long))..]);
        Span<byte> hash = stackalloc byte[HashBytes];
        SHA256.HashData(buffer, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>What a line carries in place of a personal text: SHA-256 of salt and text, hexadecimal.</summary>
    public static string HashText(string salt, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\n{text}")));

    /// <summary>The bytes of a line that are sealed: canonical JSON with the fields in this order and no white space.</summary>
    public static byte[] BytesOf(StoredLine line) => AuditJson.Write(line);
}
