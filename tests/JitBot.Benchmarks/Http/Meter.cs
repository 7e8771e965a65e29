using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace JitBot.Benchmarks.Http;

/// <summary>
/// What a running program has used so far: processor time, as the system counts it (<c>/proc</c>), and allocated bytes, as its runtime counts them
/// (<see cref="StartupHook"/>; nothing where the program has no such thread).
/// </summary>
internal sealed record Meter(int ProcessId, string? AllocationsSocket)
{
    private const int LongestNumber = 32;

    /// <summary>Reads both.</summary>
    public Used Read()
    {
        using var process = System.Diagnostics.Process.GetProcessById(ProcessId);
        return new Used(process.TotalProcessorTime, AllocationsSocket is { } path ? ReadAllocated(path) : 0);
    }

    private static long ReadAllocated(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        var answer = new byte[LongestNumber];
        var length = 0;
        while (socket.Receive(answer.AsSpan(length)) is > 0 and var more)
            length += more;
        return long.Parse(Encoding.ASCII.GetString(answer, 0, length), CultureInfo.InvariantCulture);
    }
}

/// <summary>Processor time and bytes.</summary>
internal readonly record struct Used(TimeSpan Processor, long Allocated);
