namespace JitBot.Chat.Slack;

/// <summary>A connection that stands: it counts on the board until it has ended.</summary>
internal sealed class SlackSocketPost
{
    private readonly SlackSocketLine _line;
    private readonly Task _reading;
    private readonly SlackSocketBoard _board;
    private readonly TimeProvider _time;
    private readonly long _since;

    public SlackSocketPost(SlackSocketLine line, Task reading, SlackSocketBoard board, TimeProvider time)
    {
        (_line, _reading, _board, _time, _since) = (line, reading, board, time, time.GetTimestamp());
        _board.Stands();
        Ended = WatchAsync();
    }

    /// <inheritdoc cref="SlackSocketLine.Parting" />
    public Task<SlackSocketParting> Parting => _line.Parting;

    /// <summary>Completes when nothing more is heard here.</summary>
    public Task Ended { get; }

    /// <summary>How long it has stood.</summary>
    public TimeSpan Age => _time.GetElapsedTime(_since);

    /// <summary>Finishes what is in hand and closes.</summary>
    public async Task CloseAsync()
    {
        await _line.CloseAsync(_reading);
        await Ended;
    }

    /// <summary>Another one stands: this one is heard until Slack closes it, but not much longer.</summary>
    public async Task RetireAsync(CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var late = Task.Delay(SlackSocketLimits.OldIsHeardFor, _time, enough.Token);
        await Task.WhenAny(Ended, late);
        await enough.CancelAsync();
        await CloseAsync();
        _line.Dispose();
    }

    private async Task WatchAsync()
    {
        await _reading;
        _board.Fell((await _line.Parting).Why);
    }
}
