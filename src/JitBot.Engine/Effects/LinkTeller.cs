using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Engine.People;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Effects;

/// <summary>Tells whoever it concerns that there is a link, or that there is none any more: whoever did not do it themselves learns of it so.</summary>
internal sealed partial class LinkTeller(LinkingLog links, ChatShelf chats, ILogger<LinkTeller> log)
{
    /// <summary>Tells one of them. <paramref name="mayBeThere"/>: an earlier try may have told it.</summary>
    public async Task<EffectResult> RunAsync(Effect.TellLink effect, bool mayBeThere, CancellationToken ct)
    {
        if (await WordsAsync(effect, ct) is not { } words)
            return EffectResult.Finished;
        if (chats.Find(effect.Place.Platform) is not { } chat)
        {
            Log.NotTold(log, effect.Place.Key, "its chat is not in the settings", words.ToPlainText());
            return EffectResult.Finished;
        }

        switch (await chat.AnnounceAsync(effect.Place, new Announcement(effect.Key, effect.Version, words), mayBeThere, ct))
        {
            case ChatAnswer.NotNow later:
                return new EffectResult.Again(later.RetryAfter, later.What);
            case ChatAnswer.PlaceGone gone:
                Log.NotTold(log, effect.Place.Key, gone.What, words.ToPlainText());
                return EffectResult.Finished;
            default:
                return EffectResult.Finished;
        }
    }

    private async Task<Words?> WordsAsync(Effect.TellLink effect, CancellationToken ct)
    {
        var reader = effect.Place.Person;
        return await links.FindAsync(effect.Version, ct) switch
        {
            (LinkingEvent.Linked e, var before) => LinkingWords.Linked(await NameAsync(Others(before.Evolve(e).Ties, reader), ct), e.RightsFrom),
            (LinkingEvent.Parted e, var before) => LinkingWords.Parted(await NameAsync(Cut(before.Ties, e, reader), ct)),
            _ => null,
        };
    }

    private static IEnumerable<LinkParty> Others(Ties after, PersonId reader) => after.PartiesOf(reader).Where(party => party.Person.Id != reader);

    /// <summary>For whoever parted all ends, for each end whoever parted.</summary>
    private static IEnumerable<LinkParty> Cut(Ties before, LinkingEvent.Parted happened, PersonId reader) =>
        before.WholeAt(happened.By.Person.Id).Where(tie => tie.Has(reader)).Select(tie => tie.From(reader));

    private Task<IReadOnlyList<NamedAccount>> NameAsync(IEnumerable<LinkParty> parties, CancellationToken ct) => links.NameAsync(parties, ct);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Place} cannot be told of a link ({What}), so tell that person yourself and ask whether it is theirs: {Words}")]
        public static partial void NotTold(ILogger log, string place, string what, string words);
    }
}
