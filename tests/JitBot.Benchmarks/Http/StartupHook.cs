using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// What the runtime runs in a measured program before its own code (<c>DOTNET_STARTUP_HOOKS</c>): a thread that says, to whoever asks, how many bytes
/// the program has allocated so far. It sleeps until it is asked, and it is in JitBot's host and in the bare endpoint alike.
/// </summary>
internal static class StartupHook
{
    /// <summary>Names the socket it is asked by.</summary>
    public const string Variable = "JITBOT_BENCHMARK_ALLOCATIONS";

    /// <summary>Called by the runtime.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
            return;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        new Thread(() => Answer(socket)) { IsBackground = true }.Start();
    }

    private static void Answer(Socket socket)
    {
        while (true)
        {
            using var asking = socket.Accept();
            asking.Send(Encoding.ASCII.GetBytes(GC.GetTotalAllocatedBytes().ToString(CultureInfo.InvariantCulture)));
        }
    }
}
