using JitBot.Core.Access;
using JitBot.Simulation.People;

namespace JitBot.Simulation.Checking;

/// <summary>I6: more time is asked for by the requester, approved like the request, given before the end, and never lasts longer in all than the policy allows.</summary>
internal sealed partial class Checker
{
    private void LookAtExtension(RequestRecord request, AccessEvent happened)
    {
        LookAtUrging(request, happened);
        switch (happened)
        {
            case AccessEvent.ExtensionAsked e:
                CheckAskedForMore(request);
                (request.AsksUntil, request.Stage, request.Called) = (e.Until, (0, e.At), (0, 0));
                request.Votes.Clear();
                request.Objections.Clear();
                break;
            case AccessEvent.Extended e:
                CheckExtended(request, e);
                request.BeforeMore = (request.Confirmed!.EndsAt, request.IsWarned, [.. request.Votes.Values]);
                (request.Length, request.AsksUntil, request.IsWarned) = (request.Length + (e.EndsAt - request.Confirmed!.EndsAt), null, false);
                request.Confirmed = request.Confirmed with { EndsAt = e.EndsAt };
                break;
            case AccessEvent.ExtensionTakenBack e:
                CheckMoreTakenBack(request, e);
                (request.Length, request.AsksUntil, request.IsWarned) = (request.Length + (e.EndsAt - request.Confirmed!.EndsAt), null, request.IsWarned || request.BeforeMore!.Value.IsWarned);
                (request.Confirmed, request.BeforeMore) = (request.Confirmed with { EndsAt = e.EndsAt }, null);
                break;
            case AccessEvent.ExtensionDenied e:
                var denied = _world.People.Gestures.Any(g => g.Request == request.Id && g.Verb == GestureVerb.Deny && g.By == PersonOf(e.Approver.Id) && g.MadeAt <= _world.Now);
                Expect(denied, "I7 one decision", $"{request.Id}: nobody said no to more time");
                request.AsksUntil = null;
                break;
        }
    }

    private void CheckAskedForMore(RequestRecord request)
    {
        var asker = PersonOf(request.Asked.Requester.Id);
        var asked = _world.People.Gestures.Any(g => g.Request == request.Id && g.Verb == GestureVerb.Extend && (g.By == asker || WereOne(g.By, asker, _world.Now)));
        Expect(asked && request.IsInForce && request.AsksUntil is null, "I6 no extension without approval", $"{request.Id}: nobody who may asks for more time, or twice");
    }

    /// <summary>By somebody who had said that yes, within a minute; then the old end stands, or now if it has passed.</summary>
    private void CheckMoreTakenBack(RequestRecord request, AccessEvent.ExtensionTakenBack back)
    {
        var by = PersonOf(back.Approver.Id);
        var voted = request.BeforeMore is { Votes: var votes }
            && votes.Any(vote => back.At - vote.At <= UndoneWithin && (PersonOf(vote.Approver.Id) == by || WereOne(by, PersonOf(vote.Approver.Id), _world.Now)));
        Expect(voted && request.IsInForce && _world.People.Gestures.Any(g => g.Request == request.Id && g.By == by && g.Verb == GestureVerb.TakeBack && g.MadeAt <= _world.Now),
            "I15 never early", $"{request.Id}: {by?.Name} takes back more time that {by?.Name} has not just given");
        var isOldEnd = request.BeforeMore is { } before && back.EndsAt == (before.EndsAt > back.At ? before.EndsAt : back.At);
        Expect(isOldEnd, "I15 never early", $"{request.Id} ends {back.EndsAt}, which is not the old end");
    }

    private void CheckExtended(RequestRecord request, AccessEvent.Extended extended)
    {
        Expect(request.AsksUntil == extended.EndsAt && request.IsInForce, "I6 no extension without approval", $"{request.Id} lasts longer than was asked for, or is over");
        CheckApproval(request, ofMoreTime: true);
        var whole = request.Length + (extended.EndsAt - request.Confirmed!.EndsAt);
        Expect(whole <= request.Asked.Terms.LongestGrant, "I6 no extension without approval", $"{request.Id} lasts {whole} in all");
        Expect(_world.Now <= request.Confirmed.EndsAt + ClockIsOffBy() + Exact, "I6 no extension without approval", $"{request.Id} is extended after its end");
    }
}
