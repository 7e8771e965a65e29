using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.People;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Homes;

/// <summary>Draws a home page from what the store says now.</summary>
internal sealed class HomeDrawer(IAccessStore store, LinkingLog links, StoryReader reader, TrustedClock clock)
{
    /// <summary>The picture. <paramref name="catalogue"/> is the one in force.</summary>
    public async Task<HomeView> DrawAsync(Home home, AccessCatalogue catalogue, CancellationToken ct)
    {
        var waiting = await WaitingAsync(home, catalogue, ct);
        var asked = await links.AskedByAsync(home.Person, HomeLimits.MostAsked, ct);
        var open = asked.Where(each => HomePicture.IsOpen(each.Phase)).Take(HomeLimits.Mine + 1).ToList();
        return new HomeView(
            [.. waiting.Take(HomeLimits.ToDecide)],
            waiting.Count > HomeLimits.ToDecide,
            await MineAsync(open.Take(HomeLimits.Mine), ct),
            open.Count > HomeLimits.Mine,
            await AgainAsync(asked, catalogue, ct))
        {
            HasGlass = catalogue.Entitlements.Any(each => each.Policy.BreakGlass is not null),
        };
    }

    private async Task<List<RequestView>> WaitingAsync(Home home, AccessCatalogue catalogue, CancellationToken ct)
    {
        var waiting = new List<RequestView>();
        var ties = await links.TiesAsync(ct);
        foreach (var index in await store.ListUndecidedAsync(HomeLimits.MostUndecided, ct))
        {
            if (catalogue.TermsNow(index.EntitlementId) is not { } now || ties.AreOne(index.Requester, home.Person) || !HomePicture.Names(now.Approvers, home, ties, clock.Now))
                continue;
            var story = await reader.LoadAsync(index.Id, ct);
            if (HomePicture.WaitsFor(story.State, now, home, ties, clock.Now))
                waiting.Add(reader.Draw(story, await reader.TextsAsync(story, ct))!);
            if (waiting.Count > HomeLimits.ToDecide)
                break;
        }

        return waiting;
    }

    private async Task<List<HomeRequest>> MineAsync(IEnumerable<RequestIndex> open, CancellationToken ct)
    {
        var mine = new List<HomeRequest>();
        foreach (var index in open)
        {
            var story = await reader.LoadAsync(index.Id, ct);
            if (reader.Draw(story, await reader.TextsAsync(story, ct)) is { } view && HomePicture.IsOpen(view.Phase))
                mine.Add(new HomeRequest(view, HomePicture.EndsAt(story.State)));
        }

        return mine;
    }

    /// <summary>What was used most, and most recently, each for as long as it was asked for last.</summary>
    private async Task<List<HomeAgain>> AgainAsync(IReadOnlyList<RequestIndex> asked, AccessCatalogue catalogue, CancellationToken ct)
    {
        var again = new List<HomeAgain>();
        var habits = Habits.Of(asked.Select(each => each.EntitlementId)).OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal);
        foreach (var (id, _) in habits)
        {
            if (again.Count == HomeLimits.Again)
                break;
            if (catalogue.Find(id) is not { } entitlement)
                continue;
            var last = asked.First(each => each.EntitlementId.Equals(id, StringComparison.OrdinalIgnoreCase));
            if ((await reader.LoadAsync(last.Id, ct)).State is AccessState.Known known)
                again.Add(new HomeAgain(entitlement.Id, entitlement.Name, known.Facts.Length));
        }

        return again;
    }
}
