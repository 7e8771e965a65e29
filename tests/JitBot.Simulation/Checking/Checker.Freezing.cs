using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Core.Operations;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Checking;

/// <summary>While operators have frozen granting nothing is added, and it takes two of them to let it go on.</summary>
internal sealed partial class Checker
{
    /// <summary>Where nothing goes wrong a membership is gone within seconds; this leaves room for a process that is asked to stop.</summary>
    private static readonly TimeSpan GoneWithin = TimeSpan.FromMinutes(10);

    private DateTimeOffset? _frozenSince;
    private FreezeEvent.ThawAsked? _thaw;
    private bool _wasFrozen;

    /// <summary>Whether granting is frozen, by the lines.</summary>
    public bool IsFrozen => _frozenSince is not null;

    private void Look(FreezeEvent happened)
    {
        switch (happened)
        {
            case FreezeEvent.Frozen e:
                CheckOperator(PersonOf(e.By.Id), GestureVerb.Freeze);
                _frozenSince ??= _world.Now;
                _wasFrozen = true;
                _thaw = null;
                break;
            case FreezeEvent.ThawAsked e:
                CheckOperator(PersonOf(e.By.Id), GestureVerb.Unfreeze);
                _thaw = e;
                break;
            case FreezeEvent.Thawed e:
                CheckOperator(PersonOf(e.By.Id), GestureVerb.Unfreeze);
                var isOfTwo = _thaw is { } first && first.By.Id == e.First.Id && first.By.Id != e.By.Id && e.At - first.At <= FreezeRules.SecondYesWithin;
                Expect(isOfTwo, "I10 frozen", "granting goes on without two operators");
                Expect(!IsOneHuman(PersonOf(e.First.Id), PersonOf(e.By.Id)), "I10 frozen", $"{PersonOf(e.By.Id).Name} let granting go on alone, with two accounts of one human");
                CheckNothingStayed();
                (_frozenSince, _thaw) = (null, null);
                break;
        }
    }

    /// <summary>Where nothing goes wrong, nobody stays through a freeze for the sake of what was not given in it; what was being given when it began may.</summary>
    private void CheckNothingStayed()
    {
        if (!_world.IsQuiet || _frozenSince is not { } since)
            return;
        foreach (var change in _world.Directories.SelectMany(directory => directory.Memberships).Where(change => change is { Added: true, Attempt: not null }))
        {
            var claims = _requests.Values.Where(request => request.Holding == change.Key).ToList();
            var isNeeded = claims.Any(request => request.IsInForce || (request is { Confirmed: null, EndBegunAt: null } && request.GrantBegunAt < since));
            foreach (var over in claims.Where(request => !isNeeded && request.EndBegunAt > since && request.EndBegunAt < _world.Now - GoneWithin))
                Expect(false, "I5 bounded lateness", $"{over.Id} ended {over.EndBegunAt} in a freeze and {change.Key} is a member still");
        }
    }

    /// <summary>What is decided in a freeze, by whatever way, says that it waits; it is known to whoever decides a minute later, where nothing goes wrong.</summary>
    private void CheckSaysFrozen(RequestId id, AccessEvent.GrantBegun begun)
    {
        Expect(!begun.IsFrozen || _wasFrozen, "I11 truthful", $"{id} is said to wait for operators, who never froze granting");
        var isKnown = _world.IsQuiet && _frozenSince is { } since && _world.Now - since > TimeSpan.FromMinutes(1);
        Expect(begun.IsFrozen || !isKnown, "I11 truthful", $"{id} waits for operators, who froze granting, and does not say so");
    }

    private void CheckOperator(SimPerson who, GestureVerb verb)
    {
        var did = _world.People.Gestures.Any(gesture => gesture.By == who && gesture.Verb == verb && gesture.MadeAt <= _world.Now);
        Expect(did && Names(who, _world.Now).Any(row => SimCatalogue.Operators.Contains(row.Name)), "I10 frozen", $"{who.Name} is no operator, or never meant {verb}");
    }

    /// <summary>An add may be on its way while a freeze is written down; none leaves later than any add may.</summary>
    private void CheckNotFrozen(HoldingKey key, ProviderCall call) =>
        Expect(call != ProviderCall.Add || _frozenSince is not { } since || _world.Now - since <= HoldingLimits.SendWindow, "I10 frozen", $"an add to {key} while granting is frozen");
}
