using System.Net;
using System.Net.Sockets;

namespace JitBot.Endurance.Disturbances;

/// <summary>
/// A line on loopback between a replica and its database that can be cut, refused, or go silent, and be healed again. A cut breaks every
/// connection with a reset; a silent line keeps them and lets nothing through, as a network does that drops packets.
/// </summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _sockets = [];
    private readonly int _target;
    private readonly Task _accepting;
    private TaskCompletionSource _open = Opened();
    private bool _refuses;

    private CuttableProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Begins to pass everything on to this port of loopback.</summary>
    public static CuttableProxy Before(int target) => new(target);

    /// <summary>Breaks every connection there is; new ones pass.</summary>
    public void Cut()
    {
        Socket[] sockets;
        lock (_lock)
            sockets = [.. _sockets];
        foreach (var socket in sockets)
            Reset(socket);
    }

    /// <summary>Breaks every connection, and every new one at once, until it is healed.</summary>
    public void Refuse()
    {
        lock (_lock)
            _refuses = true;
        Cut();
    }

    /// <summary>Lets nothing through, until it is healed; what was sent meanwhile arrives then.</summary>
    public void FallSilent()
    {
        lock (_lock)
        {
            if (_open.Task.IsCompleted)
                _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Everything passes again.</summary>
    public void Heal()
    {
        lock (_lock)
        {
            _refuses = false;
            _open.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        Heal();
        Cut();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            var near = await _listener.AcceptSocketAsync(_over.Token);
            if (!Keep(near))
                Reset(near);
            else
                _ = LinkAsync(near);
        }
    }

    /// <summary>Passes both ways until either side is done or the line is cut.</summary>
    private async Task LinkAsync(Socket near)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target, _over.Token);
            if (Keep(far))
                await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The database does not listen, or the line was cut meanwhile: the replica sees its connection break.
        }

        Forget(near, far);
        Reset(near);
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.ReceiveAsync(buffer, _over.Token) is var read and > 0)
            {
                Task open;
                lock (_lock)
                    open = _open.Task;
                await open.WaitAsync(_over.Token);
                for (var sent = 0; sent < read;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _over.Token);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private bool Keep(Socket socket)
    {
        lock (_lock)
            return !_refuses && _sockets.Add(socket);
    }

    private void Forget(params Socket[] sockets)
    {
        lock (_lock)
            _sockets.ExceptWith(sockets);
    }

    /// <summary>Closes without waiting for what is under way: the other side sees a reset.</summary>
    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Dispose();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Gone already.
        }
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
