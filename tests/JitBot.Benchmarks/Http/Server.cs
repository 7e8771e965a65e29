using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace JitBot.Benchmarks.Http;

/// <summary>A program that serves on a port of loopback, in a process of its own; it is killed when it is no longer needed.</summary>
internal sealed class Server : IDisposable
{
    /// <summary>Whatever takes longer to come up, on a machine however busy, does not come up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How soon it is looked again whether it is up.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private const int WordsKept = 20;

    private readonly Process _process;
    private readonly long _started;
    private readonly ConcurrentQueue<string> _words = [];

    private Server(ProcessStartInfo program, int port)
    {
        (program.RedirectStandardOutput, program.RedirectStandardError) = (true, true);
        (_started, Port) = (TimeProvider.System.GetTimestamp(), port);
        _process = Process.Start(program) ?? throw new InvalidOperationException($"{program.FileName} could not be started.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Meter = new Meter(_process.Id, program.Environment.TryGetValue(StartupHook.Variable, out var socket) ? socket : null);
    }

    /// <summary>Where it serves.</summary>
    public int Port { get; }

    /// <summary>What it uses.</summary>
    public Meter Meter { get; }

    /// <summary>Starts a program that is told a free port.</summary>
    public static Server Start(Func<int, ProcessStartInfo> program)
    {
        var port = FreePort();
        return new Server(program(port), port);
    }

    /// <summary>The address of a port of loopback.</summary>
    public static string UrlOf(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    /// <summary>Has a .NET program tell of its allocations by a socket in this folder.</summary>
    public static ProcessStartInfo Metered(ProcessStartInfo program, string folder)
    {
        program.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        program.Environment[StartupHook.Variable] = Path.Combine(folder, "allocations");
        return program;
    }

    /// <summary>Sends a request until it is answered well, and says how long that was after the start.</summary>
    public async Task<TimeSpan> AnswersAsync(byte[] request)
    {
        while (!Answers(request))
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(_started) > Patience)
                throw new InvalidOperationException($"The program does not answer. Its last words: {string.Join('\n', _words)}");
            await Task.Delay(Pause, TimeProvider.System);
        }

        return TimeProvider.System.GetElapsedTime(_started);
    }

    /// <summary>kill -9, of what it has started too.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private bool Answers(byte[] request)
    {
        try
        {
            using var connection = new LoadConnection(Port);
            connection.Send(request, 0);
            while (!connection.Receive())
            {
            }

            return true;
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            return false; // not yet, or not well
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _words.Enqueue(line);
        if (_words.Count > WordsKept)
            _words.TryDequeue(out _);
    }
}
