using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JitBot.Benchmarks.Http;

/// <summary>One connection to the measured program, with at most one request on its way. Whatever is not answered with 2xx is a fault of the run.</summary>
internal sealed class LoadConnection : IDisposable
{
    /// <summary>No answer that is measured is as long.</summary>
    private const int MostBytes = 64 * 1024;

    private readonly byte[] _answer = new byte[MostBytes];
    private int _length;

    public LoadConnection(int port)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(IPAddress.Loopback, port);
    }

    public Socket Socket { get; }

    /// <summary>From when on the request that is on its way has been waited for.</summary>
    public long Since { get; private set; }

    /// <summary>Sends a request, waited for from <paramref name="since"/> on.</summary>
    public void Send(ReadOnlySpan<byte> request, long since)
    {
        (_length, Since) = (0, since);
        while (request.Length > 0)
            request = request[Socket.Send(request)..];
    }

    /// <summary>Takes what has come; whether that is the whole answer.</summary>
    public bool Receive()
    {
        var more = Socket.Receive(_answer.AsSpan(_length));
        _length += more;
        var answer = _answer.AsSpan(0, _length);
        if (more == 0 || _length == MostBytes)
            throw new InvalidOperationException($"The answer was broken off, or longer than {MostBytes:N0} bytes: {Encoding.UTF8.GetString(answer)}");
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        if (!answer.StartsWith("HTTP/1.1 2"u8))
            throw new InvalidOperationException($"A request was not answered with 2xx: {Encoding.UTF8.GetString(answer)}");
        return LengthOf(answer[..end]) is { } body ? _length >= end + "\r\n\r\n"u8.Length + body : answer.EndsWith("\r\n0\r\n\r\n"u8);
    }

    public void Dispose() => Socket.Dispose();

    /// <summary>How long the body is; null if it comes in chunks, of which the last is empty.</summary>
    private static int? LengthOf(ReadOnlySpan<byte> head)
    {
        var name = "content-length: "u8;
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name) && Utf8Parser.TryParse(line[name.Length..], out int length, out _))
                return length;
        }

        return null;
    }
}
