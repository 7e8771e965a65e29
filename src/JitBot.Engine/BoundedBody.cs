namespace JitBot.Engine;

/// <summary>Reads what comes to a door exactly as it was sent, and no more of it than whoever is genuine would send.</summary>
public static class BoundedBody
{
    /// <summary>More than most of what is sent; and all that is set aside on anybody's mere word that they will send so much.</summary>
    private const int ChunkBytes = 16 * 1024;

    /// <summary>All of it, or null if there are more than <paramref name="most"/> bytes, or as many are <paramref name="announced"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, long? announced, int most, CancellationToken ct)
    {
        if (announced > most)
            return null;
        return announced is { } length and <= ChunkBytes ? await ReadAnnouncedAsync(body, (int)length, ct) : await ReadChunksAsync(body, most, ct);
    }

    /// <summary>The server lets no more through than was announced, so that nothing has to be read twice or copied.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAnnouncedAsync(Stream body, int length, CancellationToken ct)
    {
        var whole = new byte[length];
        return whole.AsMemory(0, await body.ReadAtLeastAsync(whole, length, throwOnEndOfStream: false, ct));
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadChunksAsync(Stream body, int most, CancellationToken ct)
    {
        using var whole = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        while (await body.ReadAsync(chunk, ct) is > 0 and var count)
        {
            if (whole.Length + count > most)
                return null;
            whole.Write(chunk, 0, count);
        }

        return whole.ToArray();
    }
}
