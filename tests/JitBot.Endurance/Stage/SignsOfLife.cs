using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.World;

namespace JitBot.Endurance.Stage;

/// <summary>Counts what the world sees of the host: calls of the chat, calls to directories, changes. Nobody who waits for something has to poll.</summary>
internal sealed class SignsOfLife
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _bell = NewBell();
    private int _count;
    private int _left;
    private bool _atChange;
    private Action? _ring;

    public SignsOfLife(SandboxWorld world)
    {
        world.Slack.Workspace.Changed += Note;
        world.Graph.Received += _ => Note();
        world.Okta.Received += _ => Note();
        world.Graph.Directory.Memberships.Changed += Note;
        world.Okta.Directory.Memberships.Changed += Note;
    }

    /// <summary>How many there were so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Rings at the sign that many from now, on the thread of whoever gives it: amid a call of the host, before it hears the answer.</summary>
    public void RingAt(int number, Action ring)
    {
        lock (_lock)
            (_left, _ring, _atChange) = (number, ring, false);
    }

    /// <summary>Rings when a membership changes next, before the host hears that it did; or at the sign that many from now.</summary>
    public void RingAtChange(int orAt, Action ring)
    {
        lock (_lock)
            (_left, _ring, _atChange) = (orAt, ring, true);
    }

    /// <summary>Waits until it holds (true) or until the wait is over (false); looked at after each sign.</summary>
    public async Task<bool> SeeAsync(Func<bool> holds, TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        try
        {
            while (true)
            {
                Task bell;
                lock (_lock)
                    bell = _bell.Task;
                if (holds())
                    return true;
                await bell.WaitAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            return holds();
        }
    }

    /// <summary>Something else happened that waits may be for.</summary>
    public void Wake()
    {
        TaskCompletionSource bell;
        lock (_lock)
            (bell, _bell) = (_bell, NewBell());
        bell.SetResult();
    }

    private void Note(MembershipChange change) => Note(isChange: true);

    private void Note() => Note(isChange: false);

    private void Note(bool isChange)
    {
        Action? ring = null;
        Interlocked.Increment(ref _count);
        lock (_lock)
        {
            if (_ring is not null && (--_left <= 0 || (_atChange && isChange)))
                (ring, _ring) = (_ring, null);
        }

        ring?.Invoke();
        Wake();
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
