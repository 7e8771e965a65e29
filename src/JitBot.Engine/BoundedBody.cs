namespace JitBot.Engine;

/// <summary>Reads what comes to a door exactly as it was sent, and no more of it than whoever is genuine would send.</summary>
public static class BoundedBody
{
    private const int ChunkBytes = 16 * 1024;

    /// <summary>All of it, or null if there are more than <paramref name="most"/> bytes, or as many are <paramref name="announced"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, long? announced, int most, CancellationToken ct)
    {
        if (announced > most)
            return null;
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
