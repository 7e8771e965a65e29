using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Engine.Clock;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Effects;

/// <summary>
/// Signs people out everywhere when access that they had is gone. The end itself never waits for it; whoever could not be signed out, after some patience, is told of in
/// the thread.
/// </summary>
internal sealed class SessionCloser(StoryReader reader, CommandHandler requests, SessionShelf sessions, TrustedClock clock, Entropy entropy)
{
    /// <summary>Soon, because every minute counts; up to twice as long, so that many do not come back at once.</summary>
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(30);

    /// <summary>Signs the requester out once, or tells that it could not be done; nothing if that is settled, or if their terms do not ask for it.</summary>
    public async Task<EffectResult> RunAsync(EffectAtWork work, RequestId id, CancellationToken ct)
    {
        var began = clock.Now;
        var story = await reader.LoadAsync(id, ct);
        if (!SignOutRules.IsDue(story.State) || story.State is not AccessState.Ended ended)
            return EffectResult.Finished;
        if (sessions.Find(ended.Holding.Provider) is not { } ender)
            return await MissAsync(work, id, "JitBot is no longer connected with it.", ct);
        // A process that stood still may not sign out, hours later, whom another has signed out long ago.
        if (clock.Now - began >= HoldingLimits.SendWindow)
            return new EffectResult.Later(clock.Now, "It was held up, so it is looked at anew.");
        var endedAt = story.Events.OfType<AccessEvent.Ended>().Last().At;
        return await ender.SignOutAsync(ended.Holding.Subject, ct).WaitAsync(ct) switch
        {
            SignOutAnswer.Done => await requests.SettleAsync(work, id, new AccessCommand.SignedOut(clock.Now), ct),
            SignOutAnswer.Closed closed => await MissAsync(work, id, closed.Why, ct),
            SignOutAnswer.NotNow later when clock.Now >= endedAt + SignOutRules.GiveUpAfter => await MissAsync(work, id, later.What, ct),
            SignOutAnswer.NotNow later => new EffectResult.Later(clock.Now + Wait(later.RetryAfter), later.What),
            var other => throw new InvalidOperationException($"An answer nobody knows: {other.GetType().Name}."),
        };
    }

    /// <summary>As long as the provider wants, so that patience ends when it is said to end.</summary>
    private TimeSpan Wait(TimeSpan? asked) => WorkerLimits.Honoured(asked) ?? AgainAfter * (1 + entropy.Fraction());

    private Task<EffectResult> MissAsync(EffectAtWork work, RequestId id, string why, CancellationToken ct) =>
        requests.SettleAsync(work, id, new AccessCommand.MissSignOut(clock.Now, why), ct);
}
