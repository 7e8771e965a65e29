using JitBot.Simulation.Chat;
using JitBot.Simulation.Faults;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Checking;

/// <summary>I14 where a request stands in two chats: a card in each, which says how it ended, and the same lines below both, each once.</summary>
internal sealed partial class Checker
{
    /// <summary>What can make a line be said twice, or keep a card from having all of them: chats take a post twice, and somebody may delete one.</summary>
    private static Fault[] BetweenLines =>
        [.. Between, Fault.Pause, Fault.Sleep, Fault.ClockJumps, Fault.StoreSlow, Fault.ChatThrottles, Fault.ChatLosesMessage, Fault.ChatShutsOut];

    private void CheckPlaces()
    {
        foreach (var request in _requests.Values.Where(request => request.Subject is not null))
        {
            foreach (var place in request.Asked.Terms.Stages[0].Places)
            {
                var card = _world.Database.Cards.GetValueOrDefault((request.Id, place.Key));
                Expect(card is { PlaceLost: true } or { Message: not null }, "I14 quiescence", $"{request.Id} has no card in {place.Key}");
            }
        }
    }

    private void CheckLines()
    {
        if (_world.Chats != Chats.Both || _world.Crashes > 0 || _world.Faults.Intersect(BetweenLines).Any() || _world.Messages.All.Any(message => message.Kind == Drawing.SummaryKind))
            return;
        var lines = _world.Messages.All.Where(message => message.Kind == Drawing.LineKind).ToLookup(line => line.Where, line => line.Version);
        foreach (var cards in _world.Messages.All.Where(message => message is { Kind: Drawing.CardKind, IsDeleted: false }).GroupBy(card => card.Request).Where(cards => cards.Count() == 2))
        {
            var since = cards.Max(card => card.FirstVersion);
            var told = cards.Select(card => lines[card.Id].Order().ToList()).ToList();
            Expect(told.TrueForAll(each => each.Distinct().Count() == each.Count), "I14 quiescence", $"a line of {cards.Key} is told twice below one card");
            Expect(told[0].Where(line => line > since).SequenceEqual(told[1].Where(line => line > since)), "I14 quiescence",
                $"not the same lines stand below both cards of {cards.Key}: {string.Join(", ", told[0])} and {string.Join(", ", told[1])}");
        }
    }
}
