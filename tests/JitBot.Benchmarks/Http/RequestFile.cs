using System.Buffers.Binary;

namespace JitBot.Benchmarks.Http;

/// <summary>Requests as they go over the wire, one after the other in a file, each with its length before it.</summary>
internal static class RequestFile
{
    /// <summary>Writes them.</summary>
    public static void Write(string path, IEnumerable<byte[]> requests)
    {
        using var file = new BufferedStream(File.Create(path));
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var request in requests)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, request.Length);
            file.Write(length);
            file.Write(request);
        }
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(string path)
    {
        ReadOnlyMemory<byte> rest = File.ReadAllBytes(path);
        var requests = new List<ReadOnlyMemory<byte>>();
        while (rest.Length > 0)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
            requests.Add(rest.Slice(sizeof(int), length));
            rest = rest[(sizeof(int) + length)..];
        }

        return requests;
    }
}
