using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Time;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Checking;

/// <summary>I1, I6, I7, I8, I15: who decided, whether they could, and when what they decided ends.</summary>
internal sealed partial class Checker
{
    private static readonly TimeSpan Exact = TimeSpan.FromMilliseconds(1);

    private void CheckVote(RequestRecord request, AccessEvent.Approved vote)
    {
        var who = PersonOf(vote.Approver.Id);
        var made = _world.People.Gestures.Count(gesture => gesture.By == who && gesture.Verb == GestureVerb.Approve && gesture.Request == request.Id && gesture.MadeAt <= _world.Now);
        Expect(made > 0, "I1 no unapproved grant", $"{request.Id}: {who.Name} never approved it");
        request.Approvals.Add(who);
        Expect(request.Approvals.Count(voter => voter == who) <= made, "I7 one vote a person", $"{request.Id}: one yes of {who.Name}'s was taken for two");
        Expect(who.Barred is null || who.IsDeactivated, "I1 no unapproved grant", $"{request.Id}: {who.Name} is a {who.Barred} and voted");
        Expect(!IsOneHuman(who, PersonOf(request.Asked.Requester.Id)), "I8 nobody approves themselves", $"{request.Id}: {who.Name} is the requester");
        var asker = PersonOf(request.Asked.Requester.Id);
        Expect(!WereOne(who, asker, vote.MadeAt), "I8 nobody approves themselves", $"{request.Id}: {who.Name} is {asker.Name}, as both have shown");
        var byWhom = AskerOf(request.Asked);
        Expect(who != byWhom && (who.Subject is null || who.Subject != byWhom.Subject) && !WereOne(who, byWhom, vote.MadeAt),
            "I8 nobody approves themselves", $"{request.Id}: {who.Name} is {byWhom.Name}, who asked for it for {asker.Name}");
        var voters = request.Votes.Keys.Where(id => id != vote.Approver.Id).Select(PersonOf);
        Expect(!voters.Any(other => WereOne(who, other, vote.MadeAt)), "I7 one vote a person", $"{request.Id}: {who.Name} has voted with another account");
        var asked = request.Asked.Terms.Stages[vote.Stage].ApproversAt(request.Called.Stage == vote.Stage ? request.Called.Tiers : 0);
        Expect(Names(who, vote.MadeAt).Any(row => Fulfils(row, asked)), "I1 no unapproved grant", $"{request.Id}: {who.Name} is no approver of stage {vote.Stage}");
        Expect(vote.Stage == request.Stage.Stage, "I1 no unapproved grant", $"{request.Id}: {who.Name} votes in stage {vote.Stage} when {request.Stage.Stage} decides");
        request.Objections.Remove(who);
    }

    /// <summary>Whatever gave the request, a rule or an emergency: more time needs people.</summary>
    private void CheckApproval(RequestRecord request, bool ofMoreTime = false)
    {
        var terms = request.Asked.Terms;
        var edition = _world.Acting?.Edition ?? 0;
        var entitlement = SimCatalogue.Edition(edition).Entitlements.FirstOrDefault(e => e.Id == terms.EntitlementId);
        Expect(entitlement is not null && entitlement.Resource == terms.Resource, "I1 no unapproved grant", $"{request.Id}: the catalogue has changed");
        if (request.Glass is not null && !ofMoreTime)
            CheckEntered(request, edition);
        if ((request.IsAuto || request.Glass is not null) && !ofMoreTime)
            return;
        var humans = CountHumans(request);
        CheckStages(request, humans, [.. terms.Stages.Select(stage => stage.Approvals)], "by the terms at asking");
        CheckStages(request, humans, SimCatalogue.Approvals(edition, terms.EntitlementId) ?? [], "by the catalogue now");
    }

    private void CheckStages(RequestRecord request, int[] humans, int[] needed, string by)
    {
        var enough = humans.Length >= needed.Length && humans.Take(needed.Length).Zip(needed).All(each => each.First >= each.Second);
        Expect(enough, "I1 no unapproved grant", $"{request.Id}: {string.Join(", ", humans)} of {string.Join(", ", needed)} approvals, {by}");
    }

    private void CheckLength(RequestRecord request, AccessEvent.GrantConfirmed confirmed)
    {
        var longest = _world.Now + request.Length + ClockIsOffBy();
        Expect(confirmed.EndsAt <= longest + ClockWitness.Tolerance, "I6 no longer than approved", $"{request.Id} would end {confirmed.EndsAt}");
    }

    private void CheckNotEarly(RequestRecord request, AccessEvent.RevocationBegun begun)
    {
        if (begun.Cause == EndCause.Expired && request.Confirmed is { } confirmed)
            Expect(_world.Now + ClockIsOffBy() + Exact >= confirmed.EndsAt, "I15 never early", $"{request.Id} ends before {confirmed.EndsAt}");
        if (begun.Cause == EndCause.Undone)
            CheckUndone(request, begun);
        if (begun.Cause == EndCause.Returned)
        {
            var asker = PersonOf(request.Asked.Requester.Id);
            var returned = _world.People.Gestures.Any(g => g.Request == request.Id
                && g.Verb is GestureVerb.Return or GestureVerb.Withdraw or GestureVerb.Revoke && (g.By == asker || WereOne(g.By, asker, _world.Now)));
            Expect(returned, "I15 never early", $"{request.Id} was returned by nobody");
        }

        if (begun.Cause == EndCause.Unreviewed)
            Expect(_world.Now + ClockIsOffBy() + Exact >= request.Glass!.ReviewBy && request.Reviewers.Count < 2, "I15 never early", $"{request.Id} ends unreviewed too early");
        if (begun.Cause == EndCause.Deactivated)
            CheckDeparture(request, begun.Seen);
        if (begun.Cause == EndCause.Revoked)
            CheckRevoker(request, PersonOf(begun.By!.Id));
    }

    /// <summary>Somebody who is an approver, by the terms at asking or the catalogue of whoever decided it, or the operator, really did it.</summary>
    private void CheckRevoker(RequestRecord request, SimPerson who)
    {
        var gestures = _world.People.Gestures.Where(g => g.Request == request.Id && g.Verb == GestureVerb.Revoke && g.By == who && g.MadeAt <= _world.Now).ToList();
        Expect(gestures.Count > 0, "I15 never early", $"{request.Id}: {who.Name} never took it away");
        var approvers = _world.Acting is { } node ? SimCatalogue.Approvers(node.Edition, request.Asked.Terms.EntitlementId) : [];
        var may = gestures.SelectMany(gesture => Names(who, gesture.MadeAt)).Any(row =>
            SimCatalogue.Operators.Contains(row.Name) || Fulfils(row, request.Asked.Terms.Approvers) || approvers.Any(rule => Fits(row, rule)));
        Expect(may, "I15 never early", $"{request.Id}: {who.Name} may not take it away");
        Expect(who.Barred is null || who.IsDeactivated, "I15 never early", $"{request.Id}: {who.Name} is a {who.Barred} and took it away");
    }

    private static bool Fits(SimPerson who, string rule) => rule == $"person:{who.Email}" || (rule.Split(':') is [SimCrew.SourceName, var group] && SimCrew.Holds(group, who.Email));

    private void CheckLapse(RequestRecord request) => Expect(
        _world.Now + ClockIsOffBy() + Exact >= request.Asked.At + request.Asked.Terms.LapsesAfter - ClockIsOffBy(),
        "I15 never early", $"{request.Id} lapses early");

    /// <summary>
    /// How much a moment in the log may be off: a clock that jumped is believed to within its tolerance, and if no witness comes, wholly.
    /// </summary>
    private TimeSpan ClockIsOffBy() => _clocksWereOff ? TimeSpan.FromDays(30) : TimeSpan.Zero;

    private bool _clocksWereOff;

    /// <summary>A wall clock was set wrong, or a machine slept, which looks the same until a witness speaks.</summary>
    public void ClocksWereOff() => _clocksWereOff = true;

    private static bool Fulfils(SimPerson who, IEnumerable<Rule> rules, Func<Core.People.PersonId, SimPerson> personOf) => rules.Any(rule => rule switch
    {
        Rule.Everyone => true,
        Rule.Named named => personOf(named.Person) == who,
        Rule.Member member => SimCrew.Holds(member.Group, who.Email),
        _ => false,
    });

    private bool Fulfils(SimPerson who, IEnumerable<Rule> rules) => Fulfils(who, rules, PersonOf);

    private SimPerson PersonOf(Core.People.PersonId id) => _world.People.All.Single(person => person.Email == _world.Database.People[id].Email);
}
