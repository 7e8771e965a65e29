using JitBot.Core.Access;
using JitBot.Core.Time;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Checking;

/// <summary>I1, I7, I15: stages in their order, tiers not before their time, noes that are enough, what is granted without asking, and what is taken back.</summary>
internal sealed partial class Checker
{
    private static readonly TimeSpan UndoneWithin = TimeSpan.FromSeconds(60);

    private void LookAtStages(RequestRecord request, AccessEvent happened)
    {
        switch (happened)
        {
            case AccessEvent.Prepared e:
                (request.Subject, request.Stage) = (e.Subject, (0, e.At));
                break;
            case AccessEvent.PlaceLost:
                request.HasLostPlace = true;
                break;
            case AccessEvent.Denied e:
                CheckDenial(request, e);
                break;
            case AccessEvent.StageReached e:
                Expect(request.Asked.Terms.Stages.Count > e.Stage, "I1 no unapproved grant", $"{request.Id} has no stage {e.Stage}");
                (request.Stage, request.Called) = ((e.Stage, e.At), (e.Stage, 0));
                request.Objections.Clear();
                break;
            case AccessEvent.TierCalled e:
                Expect(e.Stage == request.Stage.Stage && request.Called == (e.Stage, e.Tiers - 1), "I1 no unapproved grant", $"{request.Id}: tier {e.Tiers} is out of turn");
                CheckTier(request);
                request.Called = (e.Stage, e.Tiers);
                break;
            case AccessEvent.ApprovalFell e:
                Expect(request.Votes.Remove(e.Approver.Id), "I7 one vote a person", $"{request.Id}: a yes falls that was not given");
                Expect(_world.People.IsGone(PersonOf(e.Approver.Id)), "I7 one vote a person", $"{request.Id}: the yes of {PersonOf(e.Approver.Id).Name} falls, who is still there");
                break;
            case AccessEvent.Objected e:
                request.Votes.Remove(e.Approver.Id);
                request.Objections.Add(PersonOf(e.Approver.Id));
                break;
            case AccessEvent.Shortened e:
                Expect(e.Length < request.Length, "I6 no longer than approved", $"{request.Id} was shortened to {e.Length}");
                request.Length = e.Length;
                break;
            case AccessEvent.Voided e:
                CheckDeparture(request, e.Seen);
                break;
            case AccessEvent.AutoApproved:
                CheckAuto(request);
                request.IsAuto = true;
                break;
        }
    }

    private void CheckTier(RequestRecord request)
    {
        var due = request.Stage.Since + SimCatalogue.TierAfter - ClockIsOffBy();
        Expect(request.HasLostPlace || _world.Now + ClockIsOffBy() + ClockWitness.Tolerance >= due, "I15 never early", $"{request.Id}: a tier is called before {due}");
    }

    private void CheckAuto(RequestRecord request)
    {
        var asker = PersonOf(request.Asked.Requester.Id);
        Expect(request.Asked.AskedBy is null, "I1 no unapproved grant", $"{request.Id}: it was asked for for {asker.Name}, and nobody was asked");
        Expect(SimCatalogue.LetsOnCall(_world.Acting?.Edition ?? 0, request.Asked.Terms.EntitlementId), "I1 no unapproved grant", $"{request.Id}: the catalogue now lets nobody have it unasked");
        Expect(request.Asked.Length <= SimCatalogue.OnCallGets, "I1 no unapproved grant", $"{request.Id}: {request.Asked.Length} is more than is given unasked");
        Expect(Names(asker, _world.Now).Any(row => SimCrew.Holds("oncall", row.Email)), "I1 no unapproved grant", $"{request.Id}: {asker.Name} is not on call");
        var denied = _requests.Values.Any(other => other.DeniedAt is { } at && PersonOf(other.Asked.Requester.Id) == asker
            && other.Asked.Terms.EntitlementId == request.Asked.Terms.EntitlementId && _world.Now - at < TimeSpan.FromDays(1) - ClockIsOffBy());
        Expect(!denied, "I1 no unapproved grant", $"{request.Id}: people said no to {asker.Name} lately");
    }

    private void CheckDenial(RequestRecord request, AccessEvent.Denied no)
    {
        var who = PersonOf(no.Approver.Id);
        request.DeniedAt = _world.Now;
        var made = _world.People.Gestures.Any(gesture => gesture.By == who && gesture.Verb == GestureVerb.Deny && gesture.Request == request.Id);
        Expect(made, "I7 one decision", $"{request.Id}: {who.Name} never denied it");
        var needed = Math.Min(request.Asked.Terms.Stages[request.Stage.Stage].Denials, SimCatalogue.Denials(_world.Acting?.Edition ?? 0, request.Asked.Terms.EntitlementId));
        Expect(request.Objections.Append(who).Distinct().Count() >= needed, "I7 one decision", $"{request.Id} is denied by fewer than {needed}");
    }

    private void CheckUndone(RequestRecord request, AccessEvent.RevocationBegun begun)
    {
        var who = PersonOf(begun.By!.Id);
        var voted = request.Decided.Where(vote => PersonOf(vote.Approver.Id) == who || WereOne(PersonOf(vote.Approver.Id), who, _world.Now)).ToList();
        Expect(voted.Count > 0, "I15 never early", $"{request.Id}: {who.Name} takes back what they never gave");
        Expect(voted.Exists(vote => begun.At - vote.At <= UndoneWithin), "I15 never early", $"{request.Id}: {who.Name} takes back what was given too long ago");
        var made = _world.People.Gestures.Any(gesture => gesture.By == who && gesture.Verb == GestureVerb.TakeBack && gesture.Request == request.Id);
        Expect(made, "I15 never early", $"{request.Id}: {who.Name} never took it back");
    }
}
