using System.Net.WebSockets;

namespace JitBot.Chat.Slack;

/// <summary>One message off the wire, whole, however many frames it came in.</summary>
internal abstract record SlackSocketFrame
{
    private const int BufferBytes = 16 * 1024;

    private SlackSocketFrame()
    {
    }

    public sealed record Text(ReadOnlyMemory<byte> Bytes) : SlackSocketFrame;

    /// <summary>No text: nothing Slack sends.</summary>
    public sealed record Foreign : SlackSocketFrame;

    /// <summary>The other side will say nothing more.</summary>
    public sealed record Closed : SlackSocketFrame;

    /// <summary>More than we take; what remains of it was not read.</summary>
    public sealed record TooLarge : SlackSocketFrame;

    /// <summary>The connection is gone.</summary>
    public sealed record Broken : SlackSocketFrame;

    /// <summary>The next one. It is never called off: that would break the connection, and what is in hand could not be acknowledged.</summary>
    public static async Task<SlackSocketFrame> ReadAsync(WebSocket socket)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[BufferBytes];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return new Closed();
                if (whole.Length + part.Count > SlackSocketLimits.MostBytes)
                    return new TooLarge();
                whole.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                    return part.MessageType == WebSocketMessageType.Text ? new Text(whole.ToArray()) : new Foreign();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return new Broken();
        }
    }
}
