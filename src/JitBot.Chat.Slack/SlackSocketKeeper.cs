using JitBot.Core;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Slack;

/// <summary>Keeps one connection standing: opens the next one before the last one falls, and with patience after one that fell by itself.</summary>
internal sealed partial class SlackSocketKeeper(
    SlackSocketDialer dialer, SlackSocketBoard board, Entropy entropy, TimeProvider time, ILogger<SlackSocketKeeper> log)
{
    /// <summary>Keeps it until it is told to stop or Slack says that there shall be none; then everything in hand is done and closed.</summary>
    public async Task KeepAsync(CancellationToken stop)
    {
        var retiring = new List<Task>();
        var hurried = 0;
        SlackSocketPost? last = null;
        while (!stop.IsCancellationRequested)
        {
            var call = await DialAsync(stop);
            if (call is SlackSocketCall.Failed failed)
            {
                if (failed.IsForGood || !await WaitAsync(SlackSocketPatience.After(++hurried, entropy.Fraction(), failed.RetryAfter), stop))
                    break;
                continue;
            }

            var stands = (SlackSocketCall.Stands)call;
            Log.Stands(log, stands.Connections);
            retiring.RemoveAll(each => each.IsCompleted);
            if (last is not null)
                retiring.Add(last.RetireAsync(stop));
            last = stands.Post;
            if (await HearAsync(last, stop) is not { IsForGood: false } parting)
                break;
            hurried = last.Age < SlackSocketLimits.GreetingWithin ? hurried + 1 : 0;
            if (!await WaitAsync(Pause(parting, hurried), stop))
                break;
        }

        await Task.WhenAll([.. retiring, last?.RetireAsync(new CancellationToken(canceled: true)) ?? Task.CompletedTask]);
    }

    /// <summary>What was announced is made up for at once, unless that happens again and again; what fell is approached with patience.</summary>
    private TimeSpan Pause(SlackSocketParting parting, int hurried) => (parting.IsAnnounced, hurried) switch
    {
        (true, <= 1) => TimeSpan.Zero,
        (true, _) => SlackSocketPatience.After(hurried - 1, entropy.Fraction(), retryAfter: null),
        _ => SlackSocketPatience.After(Math.Max(hurried, 1), entropy.Fraction(), retryAfter: null),
    };

    private async Task<SlackSocketCall> DialAsync(CancellationToken stop)
    {
        try
        {
            var call = await dialer.DialAsync(stop);
            if (call is SlackSocketCall.Failed failed && !stop.IsCancellationRequested)
                Complain(failed);
            return call;
        }
        catch (OperationCanceledException)
        {
            return new SlackSocketCall.Failed(SlackSocketWords.Stopping);
        }
    }

    /// <summary>Why it ends, or null if we are to stop.</summary>
    private async Task<SlackSocketParting?> HearAsync(SlackSocketPost post, CancellationToken stop)
    {
        try
        {
            var parting = await post.Parting.WaitAsync(stop);
            if (parting.IsForGood)
                Complain(new SlackSocketCall.Failed(parting.Why, IsForGood: true));
            else
                Log.Ends(log, parting.Why);
            return parting;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>False if we are to stop.</summary>
    private async Task<bool> WaitAsync(TimeSpan wait, CancellationToken stop)
    {
        await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }

    private void Complain(SlackSocketCall.Failed failed)
    {
        board.Failed(failed.Why);
        if (failed.IsForGood)
            Log.SwitchedOff(log, failed.Why);
        else
            Log.NotOpened(log, failed.Why);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Slack is heard over a socket; the app has {Connections} of them now")]
        public static partial void Stands(ILogger log, int connections);

        [LoggerMessage(Level = LogLevel.Information, Message = "A socket to Slack ends and is replaced: {Why}")]
        public static partial void Ends(ILogger log, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "No socket to Slack could be opened: {Why}")]
        public static partial void NotOpened(ILogger log, string why);

        [LoggerMessage(Level = LogLevel.Error, Message = "Slack is not heard any more: {Why}")]
        public static partial void SwitchedOff(ILogger log, string why);
    }
}
