using JitBot.Core.Access;
using JitBot.Core.Emergencies;
using JitBot.Core.Time;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Checking;

/// <summary>
/// Nobody breaks glass but whoever is on call, for longer or more often than the settings say, or while a review is overdue, or for what is nested in a group of
/// approvers; each is entered before it is granted, and reviewed by two others.
/// </summary>
internal sealed partial class Checker
{
    private readonly HashSet<RequestId> _everTaken = [];
    private readonly Dictionary<RequestId, (EmergencyEvent.Taken Entry, bool IsReviewed)> _glass = [];

    private void Look(EmergencyEvent happened)
    {
        switch (happened)
        {
            case EmergencyEvent.Taken e:
                _everTaken.Add(e.Request);
                if (_requests.GetValueOrDefault(e.Request) is not { Glass: not null })
                    CheckTaken(e); // once glass was broken for it, it is only entered again
                _glass[e.Request] = (e, false);
                break;
            case EmergencyEvent.Reviewed e:
                Expect(_requests[e.Request].Reviewers.Count >= 2, "I1 no unapproved grant", $"{e.Request} counts as reviewed, by fewer than two");
                _glass[e.Request] = (_glass[e.Request].Entry, true);
                break;
            case EmergencyEvent.Voided e:
                _glass.Remove(e.Request);
                break;
        }
    }

    /// <summary>The ledger's own clock may be off by the tolerance, and be wrong altogether where clocks were.</summary>
    private void CheckTaken(EmergencyEvent.Taken taken)
    {
        if (ClockIsOffBy() > TimeSpan.Zero)
            return;
        var who = PersonOf(taken.By.Id);
        var lately = _glass.Values.Count(each => taken.At - each.Entry.At < TimeSpan.FromDays(1) && (PersonOf(each.Entry.By.Id) == who || WereOne(PersonOf(each.Entry.By.Id), who, taken.At)));
        Expect(lately < SimCatalogue.GlassPerDay, "I1 no unapproved grant", $"{who.Name} breaks glass {lately + 1} times a day");
        var owed = _glass.Values.Where(each => !each.IsReviewed && each.Entry.ReviewBy <= taken.At).Select(each => each.Entry.Request.Value).ToList();
        Expect(owed.Count == 0, "I1 no unapproved grant", $"{who.Name} breaks glass while reviews of {string.Join(", ", owed)} are overdue");
    }

    private void LookAtGlass(RequestRecord request, AccessEvent happened)
    {
        switch (happened)
        {
            case AccessEvent.GlassBroken e:
                CheckBroken(request, e);
                (request.Glass, request.Length) = (e, e.Length);
                break;
            case AccessEvent.EmergencyDropped:
                request.Glass = null;
                break;
            case AccessEvent.Reviewed e:
                CheckReview(request, PersonOf(e.Reviewer.Id));
                break;
            case AccessEvent.ReviewOverdue:
                Expect(_world.Now + ClockIsOffBy() + ClockWitness.Tolerance >= request.Glass!.ReviewBy, "I15 never early", $"{request.Id}: a review is called overdue before its time");
                break;
        }
    }

    private void CheckBroken(RequestRecord request, AccessEvent.GlassBroken broken)
    {
        var asker = PersonOf(request.Asked.Requester.Id);
        var made = _world.People.Gestures.Any(gesture => (gesture.Verb is GestureVerb.BreakGlass || (gesture.Verb == GestureVerb.Escalate && gesture.Request == request.Id))
            && (gesture.By == asker || WereOne(gesture.By, asker, _world.Now)));
        Expect(made, "I1 no unapproved grant", $"{request.Id}: nobody broke glass");
        Expect(broken.Length <= SimCatalogue.GlassLasts, "I6 no longer than approved", $"{request.Id}: an emergency of {broken.Length}");
        Expect(request.Asked.Terms.BreakGlass is not null, "I1 no unapproved grant", $"{request.Id}: glass is broken that the terms do not have");
        Expect(Names(asker, _world.Now).Any(row => SimCrew.Holds("oncall", row.Email)), "I1 no unapproved grant", $"{request.Id}: {asker.Name} is not on call");
    }

    private void CheckEntered(RequestRecord request, int edition)
    {
        Expect(_everTaken.Contains(request.Id), "I9 nothing before it is written", $"{request.Id}: an emergency is granted that the ledger does not know");
        Expect(SimCatalogue.LetsBreakGlass(edition, request.Asked.Terms.EntitlementId), "I1 no unapproved grant", $"{request.Id}: the catalogue now lets nobody break glass");
        var around = _world.Around(request.Asked.Terms.Provider, request.Asked.Terms.Resource);
        Expect(around.Count == 0, "I1 no unapproved grant", $"{request.Id}: an emergency makes its taker an approver, by {string.Join(" in ", around)}");
    }

    /// <summary>Whoever stands still between the ledger and the request may find the entry taken out: then it is entered again.</summary>
    private void CheckNoDebtIsForgotten()
    {
        foreach (var request in _requests.Values.Where(request => request is { Glass: not null, Confirmed: not null } && request.Reviewers.Count < 2))
            Expect(_glass.ContainsKey(request.Id), "I1 no unapproved grant", $"{request.Id} was granted in an emergency, nobody reviewed it, and the ledger does not know it");
    }

    private void CheckReview(RequestRecord request, SimPerson who)
    {
        var asker = PersonOf(request.Asked.Requester.Id);
        Expect(who != asker && !WereOne(who, asker, _world.Now) && !IsOneHuman(who, asker), "I8 nobody approves themselves", $"{request.Id}: {who.Name} reviews their own emergency");
        Expect(!request.Reviewers.Any(other => other == who || IsOneHuman(other, who)), "I7 one vote a person", $"{request.Id}: {who.Name} reviews twice");
        var made = _world.People.Gestures.Any(gesture => gesture.Verb == GestureVerb.Review && gesture.Request == request.Id && gesture.By == who);
        Expect(made, "I1 no unapproved grant", $"{request.Id}: {who.Name} never reviewed it");
        request.Reviewers.Add(who);
    }
}
