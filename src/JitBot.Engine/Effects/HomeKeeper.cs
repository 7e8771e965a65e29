using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;
using JitBot.Engine.Homes;
using JitBot.Engine.People;
using JitBot.Engine.Requests;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Effects;

/// <summary>
/// Brings home pages in line with what the store says. Only those that somebody has opened lately are kept: most people have none, and for
/// them there is nothing to do.
/// </summary>
internal sealed partial class HomeKeeper(
    IAccessStore store, LinkingLog links, StoryReader reader, HomeDrawer drawer, ChatShelf chats, WakeClock wakes, TrustedClock clock, ILogger<HomeKeeper> log,
    CurrentCatalogue? catalogue = null)
{
    /// <summary>Each lost race means that another process has drawn the page; after so many it is left to them for a while.</summary>
    private const int MostRaces = 10;

    /// <summary>A person's home pages, on every platform on which they opened one.</summary>
    public async Task<EffectResult> RunAsync(Effect.Home effect, CancellationToken ct)
    {
        foreach (var home in await store.ListHomesAsync(effect.Person, ct))
        {
            if (clock.Now - home.OpenedAt >= HomeLimits.KeptFor)
                await store.DropHomeAsync(home, ct);
            else if (await ShowAsync(home, effect.IsAwaited, ct) is { } notNow)
                return EffectResult.Of(notNow, clock.Now);
        }

        return EffectResult.Finished;
    }

    /// <summary>Asks for the home pages on which a request stands. A page that is opened meanwhile is drawn after this and shows the request too.</summary>
    public async Task<EffectResult> RunAsync(Effect.Homes effect, CancellationToken ct)
    {
        if ((await reader.LoadAsync(effect.Request, ct)).State is not AccessState.Known { Facts: var facts })
            return EffectResult.Finished;
        foreach (var home in (await ConcernedAsync(facts, effect.OfDeciders, ct)).DistinctBy(home => home.Person))
            await AskAsync(home.Person, ct);
        return EffectResult.Finished;
    }

    private async Task<IEnumerable<Home>> ConcernedAsync(AccessFacts facts, bool ofDeciders, CancellationToken ct)
    {
        var ties = await links.TiesAsync(ct);
        var mine = ties.LinkedWith(facts.Requester.Id);
        if (ofDeciders)
            return (await store.ListHomesAsync(ct)).Where(home => mine.Contains(home.Person) || HomePicture.Names(facts.Terms.Approvers, home, ties, clock.Now));
        var homes = new List<Home>();
        foreach (var row in mine)
            homes.AddRange(await store.ListHomesAsync(row, ct));
        return homes;
    }

    private async Task AskAsync(PersonId person, CancellationToken ct)
    {
        var show = new DueEffect(new Effect.Home(person, IsAwaited: false), DueEffect.AtOnce);
        var batch = new Batch(StreamId.OfHome(person), ExpectedVersion: 0, Lines: [], Texts: [], [show], Index: null, Answered: null);
        if (await store.AppendAsync(batch, ct) is AppendAnswer.Appended appended)
            wakes.Watch(appended.Effects);
    }

    /// <summary>Null when it is done, one way or the other. Whoever was overtaken may have shown an older picture over a newer one: it draws once more.</summary>
    private async Task<ChatAnswer.NotNow?> ShowAsync(Home home, bool isAwaited, CancellationToken ct)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            if (await ShowOnceAsync(home, isAwaited, ct) is { } notNow)
                return notNow;
            if (await store.CountDrawnAsync(home, ct) || await store.FindHomeAsync(home.Account, ct) is not { } now)
                return null;
            home = now;
        }

        // A page on which much changes is drawn by whoever is fastest; what they drew may still be older than what is known here.
        return new ChatAnswer.NotNow("Other processes are drawing it.");
    }

    private async Task<ChatAnswer.NotNow?> ShowOnceAsync(Home home, bool isAwaited, CancellationToken ct)
    {
        // The reaper shows nobody anything and has no catalogue, but it is made of the same parts.
        if (chats.Find(home.Account.Platform) is not { } chat || catalogue is null)
            return null;
        switch (await chat.ShowHomeAsync(home.Account, await drawer.DrawAsync(home, catalogue.Now, ct), isAwaited, ct))
        {
            case ChatAnswer.NotNow notNow:
                return notNow;
            case ChatAnswer.ShutOut { Why: var why }:
                Log.ShutOut(log, home.Account, why);
                await store.DropHomeAsync(home, ct);
                return null;
            case ChatAnswer.PlaceGone gone:
                Log.Gone(log, home.Account.ToString(), gone.What);
                await store.DropHomeAsync(home, ct);
                return null;
            default:
                return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Account} cannot be shown a home page ({What}); it is kept again when it is opened again")]
        public static partial void Gone(ILogger log, string account, string what);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Account} may see no home page any more ({Why}), so none is kept for it")]
        public static partial void ShutOut(ILogger log, AccountId account, Refusal why);
    }
}
