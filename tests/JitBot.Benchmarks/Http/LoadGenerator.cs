using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Http;

/// <summary>
/// Sends a plan's requests from one thread, in a process of its own, so that neither its garbage nor its code is anybody else's: an open loop of so many a
/// second, whose latency counts from when a request should have been sent, and a closed one, in which each connection sends its next when its last is answered.
/// The same for everybody who is measured. In the open loop it looks without a pause, since no wait of the system is as exact as what is measured; one core
/// is its own there.
/// </summary>
internal sealed class LoadGenerator : IDisposable
{
    /// <summary>The verb by which a process is told to be one; its plan comes as JSON.</summary>
    public const string Verb = "load";

    /// <summary>Slack waits for three; whoever takes longer is not measured but broken.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>More answers than any loop takes, so that the list of them does not grow meanwhile.</summary>
    private const int Expected = 500_000;

    private readonly LoadPlan _plan;
    private IReadOnlyList<ReadOnlyMemory<byte>> _requests;
    private readonly Dictionary<Socket, LoadConnection> _connections;
    private readonly Stack<LoadConnection> _idle;
    private readonly List<Socket> _busy = new(LoadPlan.Connections);
    private readonly List<Socket> _ready = new(LoadPlan.Connections);
    private readonly List<double> _took;
    private int _sent;

    private LoadGenerator(LoadPlan plan)
    {
        (_plan, _requests) = (plan, RequestFile.Read(plan.Requests));
        _connections = Enumerable.Range(0, LoadPlan.Connections).Select(_ => new LoadConnection(plan.Port)).ToDictionary(connection => connection.Socket);
        _idle = new Stack<LoadConnection>(_connections.Values);
        _took = new List<double>(Expected);
    }

    private int Left => _plan.MayRepeat ? int.MaxValue : _requests.Count - _sent;

    /// <summary>Plays a plan and prints what it came to, as a line of JSON.</summary>
    public static int Run(string plan)
    {
        using var generator = new LoadGenerator(JsonSerializer.Deserialize<LoadPlan>(plan)!);
        Console.WriteLine(JsonSerializer.Serialize(generator.Play()));
        return 0;
    }

    public void Dispose()
    {
        foreach (var connection in _connections.Values)
            connection.Dispose();
    }

    private LoadResult Play()
    {
        WarmUp();
        RunOpen(LoadPlan.WarmOpen);
        var open = Measured(() => RunOpen(LoadPlan.Open));
        RunClosed(LoadPlan.WarmClosed, Left / LoadPlan.WarmPart);
        var closed = Measured(() => RunClosed(LoadPlan.Closed, Left - LoadPlan.Last));
        if (_plan.Kills)
            Kill();
        return new LoadResult(_sent, open, closed);
    }

    private void WarmUp()
    {
        if (_plan.Warming is not { } warming)
            return;
        var own = _requests;
        _requests = RequestFile.Read(warming);
        RunClosed(LoadPlan.Warm, int.MaxValue);
        (_requests, _sent) = (own, 0);
    }

    /// <summary>kill -9 as soon as the last is answered: what is not on the disk by then never will be.</summary>
    private void Kill()
    {
        using var process = Process.GetProcessById(_plan.Meter.ProcessId);
        RunClosed(LoadPlan.Closed, LoadPlan.Last);
        process.Kill();
    }

    private LoadFigures Measured(Action run)
    {
        GC.Collect();
        _took.Clear();
        var (before, start) = (_plan.Meter.Read(), TimeProvider.System.GetTimestamp());
        run();
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var after = _plan.Meter.Read();
        return new LoadFigures(_took.Count, seconds, Spread.Percentile(_took, 0.5), Spread.Percentile(_took, 0.99),
            (after.Processor - before.Processor).TotalMilliseconds, after.Allocated - before.Allocated);
    }

    private void RunOpen(TimeSpan span)
    {
        var count = (int)(LoadPlan.Rate * span.TotalSeconds);
        var (start, step, next) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.TimestampFrequency / LoadPlan.Rate, 0);
        while (next < count || _busy.Count > 0)
        {
            for (var now = TimeProvider.System.GetTimestamp(); next < count && _idle.Count > 0 && start + (next * step) <= now; next++)
                Send(start + (next * step));
            Receive(TimeSpan.Zero);
        }
    }

    private void RunClosed(TimeSpan span, int most)
    {
        var (start, left) = (TimeProvider.System.GetTimestamp(), most);
        while (true)
        {
            for (var now = TimeProvider.System.GetTimestamp(); left > 0 && _idle.Count > 0 && TimeProvider.System.GetElapsedTime(start, now) < span; left--)
                Send(now);
            if (_busy.Count == 0)
                return;
            if (!Receive(Patience))
                throw new InvalidOperationException($"Nothing was answered for {Patience}.");
        }
    }

    private void Send(long since)
    {
        var connection = _idle.Pop();
        connection.Send(_requests[_sent++ % _requests.Count].Span, since);
        _busy.Add(connection.Socket);
    }

    /// <summary>Takes what has come on any connection; whether there was anything.</summary>
    private bool Receive(TimeSpan within)
    {
        if (_busy.Count == 0)
            return false;
        _ready.Clear();
        _ready.AddRange(_busy);
        Socket.Select(_ready, null, null, within);
        foreach (var socket in _ready)
        {
            var connection = _connections[socket];
            if (!connection.Receive())
                continue;
            _took.Add(TimeProvider.System.GetElapsedTime(connection.Since).TotalMilliseconds);
            _busy.Remove(socket);
            _idle.Push(connection);
        }

        return _ready.Count > 0;
    }
}
