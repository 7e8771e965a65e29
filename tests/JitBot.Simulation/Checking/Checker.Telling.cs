using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Simulation.Chat;
using JitBot.Simulation.Directory;
using JitBot.Simulation.Faults;
using JitBot.Simulation.Wire;

namespace JitBot.Simulation.Checking;

/// <summary>I11 and I14: nothing is said that is not true, and in the end everything is as it should be.</summary>
internal sealed partial class Checker
{
    private void Look(SimMessage message)
    {
        if (!_requests.TryGetValue(message.Request, out var request))
            return;
        LookAtAskAgain(request, message);
        if (request.Holding is not { } key)
            return;
        var directory = _world.Directory(key.Provider);
        var saysGranted = message is { Kind: "card", Phase: Phase.Active } || message.Kind == "Granted" || message.Text.StartsWith("Access granted", StringComparison.Ordinal);
        if (saysGranted)
            Expect(directory.WasPresentSince(CanBeKnownFrom(directory, request, key), key.Resource, key.Subject), "I11 truthful", $"{message.Request} is said to be granted and never was");
        if (message.Kind == "Ended")
            CheckEnd(request, request.Ended ?? Leaving.Removed);
    }

    /// <summary>
    /// What an administrator removed just before may be read as if it were there still: that the directory says so is all that anybody can know.
    /// What we removed ourselves we know from our own log.
    /// </summary>
    private static DateTimeOffset CanBeKnownFrom(SimDirectory directory, RequestRecord request, HoldingKey key)
    {
        var begun = request.GrantBegunAt ?? DateTimeOffset.MaxValue;
        var isOld = begun != DateTimeOffset.MaxValue && directory.LastUntil(begun, key.Resource, key.Subject) is { Added: false, Attempt: null };
        return isOld ? begun - SimDirectory.LongestLag : begun;
    }

    /// <summary>"Removed" and "was gone" are said only if the membership was absent at some moment since the end began.</summary>
    private void CheckEnd(RequestRecord request, Leaving how)
    {
        if (how is Leaving.Removed or Leaving.WasGone && request.Holding is { } key)
            Expect(_world.Directory(key.Provider).WasAbsentSince(request.EndBegunAt ?? DateTimeOffset.MaxValue, key.Resource, key.Subject),
                "I11 truthful", $"{request.Id} is said to be removed and is not");
    }

    /// <summary>Faults have stopped a while ago: what was due before is gone.</summary>
    public void CheckNothingIsOverdue()
    {
        CheckLeaversHaveNothing();
        CheckNoDebtIsForgotten();
        foreach (var request in _requests.Values.Where(request => request is { Ended: null, Confirmed.Standing: false } && request.Confirmed.EndsAt < _world.Now.AddHours(-1)))
            Expect(false, "I5 bounded lateness", $"{request.Id} should have ended {request.Confirmed!.EndsAt}; {Pending(request)}");
    }

    private string Pending(RequestRecord request) => string.Join("; ", _world.Database.Effects.Values
        .Where(row => row.Key.Contains(request.Id.Value, StringComparison.Ordinal) || (request.Holding is { } key && row.Key.Contains(key.Id.Value, StringComparison.Ordinal)))
        .Select(row => $"{row.Key} is due {row.DueAt}, leased until {row.LeaseUntil}, tried {row.Attempts} times"));

    /// <summary>Faults have stopped and time has passed.</summary>
    public void CheckEnd()
    {
        foreach (var row in _world.Database.Effects.Values)
            Expect(false, "I14 quiescence", $"{row.Key} is {(row.ParkedAt is null ? "pending" : "set aside")}: {row.Error}");
        foreach (var directory in _world.Directories)
        {
            foreach (var left in directory.Memberships.Where(change => change is { Added: true, Attempt: not null }))
                Expect(false, "I2 no lost revocation", $"{left.Key} is still a member, since {left.At}");
        }

        foreach (var request in _requests.Values)
            Expect(request.IsClosed || request.Ended is not null, "I14 quiescence", $"{request.Id} never came to an end");
        CheckCards();
        CheckOneCardEach();
        CheckPlaces();
        CheckLines();
        CheckHomes();
        CheckEvidenceIsThere();
        CheckSignOutsAreTold();
        CheckWarnings();
        CheckWithdrawals();
        CheckGestures();
    }

    private void CheckCards()
    {
        foreach (var card in _world.Database.Cards.Values.Where(card => !card.PlaceLost))
        {
            if (_world.Messages.Find(card.Message?.Message ?? "") is not { } message || message.Phase >= Phase.Ended)
                continue;
            if (!_world.IsQuiet && message.Version < message.NewestVersion && message.NewestVersion >= card.ShownVersion)
                _world.Figures.LateDrawings++;
            else
                Expect(false, "I14 quiescence", $"the card {message.Id} of {card.Request} still says {message.Phase}");
        }
    }

    /// <summary>What can come between posting a card and filing where it stands: then nobody knows of it any more.</summary>
    private static readonly Fault[] Between = [Fault.StoreFailsBefore, Fault.StoreFailsAfter, Fault.ChatFailsBefore, Fault.ChatFailsAfter, Fault.Crash];

    /// <summary>Whoever posts one that another process has posted as well takes it away again.</summary>
    private void CheckOneCardEach()
    {
        if (_world.Faults.Intersect(Between).Any())
            return;
        // Teams lists no earlier messages, so what may stand there is posted again: after a death, a 502, a slow store; and of two processes'
        // cards one goes only if its place takes the deletion at once. A vote counts on the filed one alone.
        var cards = _world.Messages.All.Where(message => message is { Kind: Drawing.CardKind, IsDeleted: false })
            .Where(card => card.Platform != TeamsDoor.Platform || _world.IsQuiet).GroupBy(card => (card.Request, card.Where));
        foreach (var card in cards.Where(each => each.Count() > 1))
            Expect(false, "I14 quiescence", $"{card.Key.Request} has {card.Count()} cards in {card.Key.Where}");
    }

    /// <summary>Whoever keeps a home page sees there what is: in the end, that nothing of theirs is open and nothing waits for them.</summary>
    private void CheckHomes()
    {
        foreach (var home in _world.Database.Homes.Values)
        {
            if (_world.Homes.Of(home.Account) is not { } shown)
                Expect(false, "I14 quiescence", $"{home.Account} opened their home and was never shown it");
            else if (!shown.Rows.Any())
                continue;
            else if (!_world.IsQuiet && _world.Homes.IsOverdrawn(shown))
                _world.Figures.LateDrawings++;
            else
                Expect(false, "I14 quiescence", $"the home of {home.Account} still shows {string.Join(", ", shown.Rows)}");
        }
    }

    private void CheckGestures()
    {
        foreach (var gesture in _world.People.Gestures.Where(gesture => gesture.IsAcknowledged && gesture.Verb is People.GestureVerb.Ask or People.GestureVerb.BreakGlass))
            Expect(gesture.Outcome is not null, "no gesture lost", $"{gesture.Key} was acknowledged and never answered");
        var answered = _world.People.Gestures.Select(gesture
            => gesture is { Verb: People.GestureVerb.Ask or People.GestureVerb.BreakGlass, Outcome: Engine.Outcome.Done done }
            ? done.Request : default).ToHashSet();
        foreach (var request in answered.Where(request => request != default))
            Expect(_requests.ContainsKey(request), "no gesture lost", $"somebody was told of {request}, which does not exist");
        foreach (var request in _requests.Keys)
            Expect(answered.Contains(request), "no gesture twice", $"nobody was told of {request}");
    }
}
