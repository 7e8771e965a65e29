using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Store;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Checking;

/// <summary>
/// One open request a person and entitlement, and no more of all than the settings allow, by the lines. It is exact: the store takes a request only while
/// its requester has asked for nothing since it was decided.
/// </summary>
internal sealed partial class Checker
{
    private bool _breaksGlass;

    private RequestRecord Begin(RequestId id, AccessEvent.Asked asked)
    {
        if (!_breaksGlass)
            CheckAsking(id, asked);
        return new RequestRecord(id, asked);
    }

    /// <summary>An emergency is judged by its own ledger, and neither a request that waits nor a quota stands in its way.</summary>
    private static bool BreaksGlass(IReadOnlyList<StoredLine> lines) =>
        lines.Any(line => line.Stream.StartsWith("request/", StringComparison.Ordinal) && EventJson.ReadAccess(line) is AccessEvent.GlassBroken);

    private void CheckAsking(RequestId id, AccessEvent.Asked asked)
    {
        var who = PersonOf(asked.Requester.Id);
        var since = MadeAt(asked);
        CheckForOther(id, who, asked);
        Expect(!ByNobody(who, asked, since), "nobody can approve", $"{id}: {who.Name} asks for {asked.Terms.EntitlementId}, on which nobody else decides");
        var theirs = _requests.Values.Where(other => IsSame(PersonOf(other.Asked.Requester.Id), who, since)).ToList();
        var open = theirs.Where(other => !other.IsClosed && other.EndBegunAt is null).ToList();
        Expect(!open.Exists(other => other.Asked.Terms.EntitlementId == asked.Terms.EntitlementId), "one open request", $"{id}: {who.Name} has one for {asked.Terms.EntitlementId}");
        Expect(open.Count < SimCatalogue.MostOpen, "quota", $"{id}: {who.Name} has {open.Count} open requests");
        var asker = AskerOf(asked);
        var today = CountDay(asker, asked.At, since);
        Expect(today < SimCatalogue.MostADay, "quota", $"{id}: {asker.Name} has asked {today} times within a day");
    }

    /// <summary>Whoever is told that they have asked too often within a day has, by their own hand: what others asked for for them is not of their day.</summary>
    private void CheckEnough(RequestId id, AccessEvent.Refused refused)
    {
        if (refused is not { Why: Refusal.TooManyToday, Person: { } person })
            return;
        var today = CountDay(PersonOf(person.Id), refused.At, _world.Now);
        Expect(today >= SimCatalogue.MostADay, "quota", $"{id}: {PersonOf(person.Id).Name} has asked {today} times within a day and is refused");
    }

    /// <summary>How often somebody asked within a day of then, for whomever.</summary>
    private int CountDay(SimPerson who, DateTimeOffset at, DateTimeOffset since) =>
        _requests.Values.Count(other => (at - other.Asked.At).Duration() < TimeSpan.FromDays(1) && IsSame(AskerOf(other.Asked), who, since));

    /// <summary>Who asked: whoever gets it, or somebody else for them.</summary>
    private SimPerson AskerOf(AccessEvent.Asked asked) => PersonOf((asked.AskedBy ?? asked.Requester).Id);

    /// <summary>Somebody really asked for it, for this person; the line names both, and its terms let it be asked for others.</summary>
    private void CheckForOther(RequestId id, SimPerson who, AccessEvent.Asked asked)
    {
        var asker = AskerOf(asked);
        var made = _world.People.Gestures.Where(gesture => gesture.By == asker && gesture.Verb == GestureVerb.Ask && gesture.Form!.EntitlementId == asked.Terms.EntitlementId).ToList();
        if (asked.AskedBy is null)
        {
            Expect(made.Exists(gesture => gesture.Whom is null || gesture.Whom == who || WereOne(gesture.Whom, who, _world.Now)),
                "asked for somebody else", $"{id}: {who.Name} never asked for themselves");
            return;
        }

        Expect(asked.Terms.AskForOthers, "asked for somebody else", $"{id}: the policy does not let {asker.Name} ask for {who.Name}");
        Expect(made.Exists(gesture => gesture.Whom == who), "asked for somebody else", $"{id}: {asker.Name} never asked for {who.Name}");
        Expect(who.Barred is null || who.IsDeactivated, "asked for somebody else", $"{id}: {who.Name} is a {who.Barred}");
    }

    /// <summary>Whether everybody who decides on it was shown to be the one who asks, before they asked.</summary>
    private bool ByNobody(SimPerson who, AccessEvent.Asked asked, DateTimeOffset since) =>
        asked.Terms.EntitlementId == SimCatalogue.ByOneHuman
        && asked.Terms.Approvers.OfType<Rule.Named>().Select(rule => PersonOf(rule.Person)).All(decider => decider == who || decider == AskerOf(asked) || WereOne(decider, who, since)
            || WereOne(decider, AskerOf(asked), since));

    /// <summary>When the gesture behind it was made at the latest: links that were shown before that were known when it was decided.</summary>
    private DateTimeOffset MadeAt(AccessEvent.Asked asked) => _world.People.Gestures
        .Where(gesture => gesture.By == AskerOf(asked) && gesture.Verb == GestureVerb.Ask && gesture.Form!.EntitlementId == asked.Terms.EntitlementId && gesture.MadeAt <= _world.Now)
        .Select(gesture => gesture.MadeAt).DefaultIfEmpty(_world.Now).Min();

    /// <summary>The same row, or one that was ever linked with it: parting makes nobody another human being.</summary>
    private bool IsSame(SimPerson one, SimPerson other, DateTimeOffset since) => one == other || WereOne(one, other, since);
}
