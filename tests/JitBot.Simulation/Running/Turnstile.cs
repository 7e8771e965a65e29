namespace JitBot.Simulation.Running;

/// <summary>
/// What every call of a process to a port (store, provider, chat) comes past while a story watches: it counts them, and holds one of them back until something
/// else has happened. A call that is held has not reached the port yet; everything else in its process goes on.
/// </summary>
internal sealed class Turnstile(SimWorld world, int holds)
{
    private readonly List<TimeSpan> _passed = [];
    private readonly DateTimeOffset _since = world.Now;
    private TaskCompletionSource? _held;
    private bool _isOpen;

    /// <summary>When each call came, from the beginning on.</summary>
    public IReadOnlyList<TimeSpan> Passed => _passed;

    /// <summary>When the last call came.</summary>
    public DateTimeOffset LastAt { get; private set; } = world.Now;

    /// <summary>Whose call is held; null before it came.</summary>
    public SimNode? Holder { get; private set; }

    /// <summary>A process is about to make a call. Null if it may; else the moment until which it waits.</summary>
    public Task? Pass(SimNode node, string what)
    {
        if (_isOpen)
            return null;
        _passed.Add(world.Now - _since);
        LastAt = world.Now;
        if (_passed.Count != holds)
            return null;
        world.Trace.Add(world.Now, node.Name, $"is held before its call {holds}: {what}");
        (Holder, _held) = (node, new TaskCompletionSource());
        return _held.Task;
    }

    /// <summary>Nothing is counted or held any more.</summary>
    public void Open()
    {
        _isOpen = true;
        if (_held?.TrySetResult() == true)
            world.Trace.Add(world.Now, Holder!.Name, "goes on");
    }
}
