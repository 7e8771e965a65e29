using JitBot.Core;
using JitBot.Core.OnCall;

namespace JitBot.Rooms.Tests;

/// <summary>A schedule on which Casey is on call, told when a test says so.</summary>
internal sealed class ToldRota : IOnCallSource
{
    public const string SourceName = "rota";

    private readonly TaskCompletionSource<OnCallAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;

    public string Source => SourceName;

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public string? Fault(string group) => null;

    /// <summary>From now on it answers.</summary>
    public void Tell() => _answer.TrySetResult(new OnCallAnswer.Told(OnCallRoster.Of([new OnCallPerson("1", "casey@example.com", "Casey Night")])));

    public Task<OnCallAnswer> ListAsync(string schedule, CancellationToken ct)
    {
        Interlocked.Increment(ref _asked);
        return _answer.Task;
    }
}
