using JitBot.Core.Access;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Simulation.Directory;

namespace JitBot.Simulation.Checking;

/// <summary>I1 to I5, I9, I10: what was done to memberships, and that none of ours is ever forgotten.</summary>
internal sealed partial class Checker
{
    /// <summary>In a quiet world a membership goes within this of its time.</summary>
    private static readonly TimeSpan LatestWhenQuiet = TimeSpan.FromSeconds(15);

    private void CheckAttempt(HoldingRecord holding, HoldingEvent.AttemptBegun begun)
    {
        if (begun.Call != ProviderCall.Add)
            return;
        var approved = ClaimsOf(holding).Where(request => request.GrantBegunAt is not null).ToList();
        Expect(approved.Count > 0, "I1 no unapproved grant", $"an add to {holding.Key} that nobody approved");
        Expect(_world.Database.HasRoom || _world.Acting is null, "I10 no audit, no grant", $"an add to {holding.Key} while there is no room");
        var last = holding.Claims.Values.DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        Expect(begun.SendBefore <= last, "I1 no unapproved grant", $"an add to {holding.Key} may leave until {begun.SendBefore}, its time was {last}");
    }

    private void Look(TrueCall call)
    {
        var attempt = Find(call.Key)?.Attempts.GetValueOrDefault(call.Attempt);
        var call1 = call.Call == "add" ? ProviderCall.Add : ProviderCall.Remove;
        Expect(attempt?.Begun.Call == call1, "I9 evidence complete", $"{call.Call} {call.Key} is not in the log");
        if (attempt is not null)
            Expect(++attempt.CallsSeen == 1, "I9 evidence complete", $"{call.Call} {call.Key} was sent twice under one name");
    }

    /// <summary>The process is about to send this call: it must still be in time, by the true time if no clock is off.</summary>
    public void CheckSending(HoldingKey key, string name)
    {
        if (Find(key)?.Attempts.GetValueOrDefault(name) is not { Begun.Call: ProviderCall.Add or ProviderCall.Remove } attempt || _clocksWereOff)
            return;
        Expect(_world.Now < attempt.Begun.SendBefore, "I1 no unapproved grant", $"{attempt.Begun.Call} {key} leaves after its moment {attempt.Begun.SendBefore}");
        CheckNotFrozen(key, attempt.Begun.Call);
    }

    private void Look(SimDirectory directory, TrueChange change)
    {
        _world.Trace.Add(_world.Now, directory.Name, $"{change.Key.Resource}/{change.Key.Subject} {(change.Added ? "is a member" : "is no member")} by {change.Attempt ?? "admin"}");
        if (change.Attempt is null)
            return;
        if (change.Added)
            CheckNothingIsLost(StreamId.Of(change.Key.Id).Value);
        else
            CheckRemoval(directory, change);
    }

    private void CheckRemoval(SimDirectory directory, TrueChange change)
    {
        if (Find(change.Key) is not { } holding)
            return;
        CheckStanding(directory, holding, change);
        foreach (var request in ClaimsOf(holding).Where(request => request.IsInForce))
            Expect(IsLateRemoval(holding, change, request), "I4 overlap", $"{change.Key} was removed while {request.Id} is in force");
        var expired = _requests.Values.Where(r => r.Holding == change.Key && r is { Cause: EndCause.Expired, Ended: null, Confirmed: not null }).ToList();
        foreach (var request in expired)
        {
            var late = change.At - request.Confirmed!.EndsAt;
            _world.Figures.Lateness.Add(late);
            if (_world.IsQuiet)
                Expect(late <= LatestWhenQuiet, "I5 bounded lateness", $"{request.Id} was {late} late");
        }
    }

    /// <summary>A removal sent before this grant claimed the membership, and held up by the network: nobody can call it back.</summary>
    private static bool IsLateRemoval(HoldingRecord holding, TrueChange change, RequestRecord request) =>
        holding.Attempts.TryGetValue(change.Attempt!, out var attempt) && !attempt.Claims.Contains(request.Id);

    /// <summary>
    /// What an administrator gave before our add may not be taken. Where an add does not tell, only what a survey that may still be acted on
    /// could see counts; and an administrator's add during a cycle of ours cannot be told from our own.
    /// </summary>
    private void CheckStanding(SimDirectory directory, HoldingRecord holding, TrueChange change)
    {
        var before = directory.Before(change);
        if (before is not { Added: true, Attempt: null })
            return;
        var firstCall = holding.Attempts.Values.Select(attempt => attempt.CommittedAt).Where(at => at > before.At).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        if (!directory.AddTells && firstCall - before.At <= HoldingLimits.SurveyHolds)
            return;
        var earlier = holding.Attempts.Values.Where(attempt => attempt.CommittedAt <= before.At && attempt.Begun.Call is ProviderCall.Add or ProviderCall.Remove);
        if (!earlier.Any() || (directory.AddTells && _world.IsQuiet))
            Expect(false, "I3 standing access untouched", $"{change.Key} was an administrator's since {before.At}; our first call was {firstCall}");
    }

    /// <summary>For each membership we own there is a durable row that will bring us back to it.</summary>
    private void CheckNothingIsLost(string stream)
    {
        if (_holdings.GetValueOrDefault(stream) is { } holding && _world.Directory(holding.Key.Provider).Last(holding.Key.Resource, holding.Key.Subject) is { Added: true, Attempt: not null })
            Expect(HasDue(holding), "I2 no lost revocation", $"nothing is pending for {holding.Key}");
    }

    private bool HasDue(HoldingRecord holding) => _world.Database.Effects.Values.Any(row => row.ParkedAt is null && row.Effect switch
    {
        Effect.Converge e => e.Holding == holding.Key,
        Effect.Claim e => e.Holding == holding.Key,
        Effect.Release e => e.Holding == holding.Key,
        Effect.Wake e => holding.Claims.ContainsKey(e.Request),
        Effect.Tell e => holding.Claims.ContainsKey(e.Request),
        _ => false,
    });
}
