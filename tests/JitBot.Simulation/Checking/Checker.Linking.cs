using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Simulation.People;

namespace JitBot.Simulation.Checking;

/// <summary>
/// Who has shown to be one human being, by the lines. A gesture that was made after such a line was committed is judged by it; one made before may
/// still be on its way.
/// </summary>
internal sealed partial class Checker
{
    private readonly List<(SimPerson One, SimPerson Other, DateTimeOffset At, DateTimeOffset RightsFrom)> _links = [];
    private readonly List<(SimPerson Who, DateTimeOffset At)> _partings = [];

    private void Look(LinkingEvent happened)
    {
        switch (happened)
        {
            case LinkingEvent.Linked e:
                var (one, other) = (PersonOf(e.Given.Person.Id), PersonOf(e.Typed.Person.Id));
                Expect(one != other && other.Name == $"{one.Name}.alt", "I8 nobody is linked with somebody else", $"{one.Name} and {other.Name}");
                var typed = _world.People.Gestures.Any(g => g.By == other && g.Verb == GestureVerb.Link && g.MadeAt <= _world.Now && g.Typed.Length > 0);
                Expect(typed, "I8 nobody is linked with somebody else", $"{other.Name} never typed a code");
                _world.Figures.Links++;
                _links.Add((one, other, _world.Now, e.RightsFrom));
                break;
            case LinkingEvent.Parted e:
                _partings.Add((PersonOf(e.By.Person.Id), _world.Now));
                break;
        }
    }

    private bool WereOne(SimPerson one, SimPerson other, DateTimeOffset at) =>
        _links.Any(link => link.At < at && ((link.One == one && link.Other == other) || (link.One == other && link.Other == one)));

    /// <summary>Whether the directories know both accounts as one human being, who linked them or did not.</summary>
    private static bool IsOneHuman(SimPerson one, SimPerson other) => one.Subject is not null && one.Subject == other.Subject;

    /// <summary>The accounts whose rights this one may have had: its own, and after the cool-down, until they part, what it was linked with.</summary>
    private IEnumerable<SimPerson> Names(SimPerson who, DateTimeOffset madeAt)
    {
        yield return who;
        foreach (var link in _links.Where(link => link.One == who || link.Other == who))
        {
            var hasParted = _partings.Any(parting => parting.At > link.At && parting.At < madeAt && (parting.Who == link.One || parting.Who == link.Other));
            if (!hasParted && link.RightsFrom <= _world.Now + ClockIsOffBy())
                yield return link.One == who ? link.Other : link.One;
        }
    }

    /// <summary>
    /// How many agreed in each stage, by the last vote's moment; nobody counts in two: the requester's own are none, two of one human are one, and one given with
    /// the rights of somebody who has parted since is none.
    /// </summary>
    private int[] CountHumans(RequestRecord request)
    {
        var at = request.Votes.Values.Select(vote => vote.MadeAt).DefaultIfEmpty(_world.Now).Max();
        var asker = PersonOf(request.Asked.Requester.Id);
        var humans = new List<SimPerson>();
        var counts = new int[request.Asked.Terms.Stages.Count];
        foreach (var vote in request.Votes.Values.Where(vote => Stands(vote, at)).OrderBy(vote => vote.Stage))
        {
            var voter = PersonOf(vote.Approver.Id);
            if (WereOne(voter, asker, at) || WereOne(voter, AskerOf(request.Asked), at) || humans.Exists(known => WereOne(known, voter, at) || IsOneHuman(known, voter)))
                continue;
            humans.Add(voter);
            counts[vote.Stage]++;
        }

        return counts;
    }

    private bool Stands(AccessEvent.Approved vote, DateTimeOffset at) =>
        vote.By.Any(rule => rule is not Rule.Named named || Names(PersonOf(vote.Approver.Id), at).Contains(PersonOf(named.Person)));
}
