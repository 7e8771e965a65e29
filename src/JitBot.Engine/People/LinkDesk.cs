using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Engine.Clock;

namespace JitBot.Engine.People;

/// <summary>
/// Where chat platforms hand in what people type to show that two accounts are theirs. What it says is for the person who typed alone: it may hold
/// a code. Only accounts that count anyway can be linked: a guest's, or one without an address of ours, gains nothing by it.
/// </summary>
public sealed class LinkDesk(LinkingLog links, IdentityLinking identity, IdentitySettings settings, TrustedClock clock, Entropy entropy)
{
    private const string Remove = "remove";

    /// <summary>Codes are shown in two halves, for whoever types them.</summary>
    private const int Half = 5;

    /// <summary>
    /// Answers what was typed behind the verb: nothing asks for a code, "remove" parts, anything else is a code. Nothing of it is to be kept, nor
    /// shown to anybody else.
    /// </summary>
    public async Task<Words> AnswerAsync(AccountFacts who, string typed, CancellationToken ct)
    {
        return await identity.RecogniseAsync(who, [], ct) switch
        {
            Actor.Known known => await AnswerAsync(new LinkParty(known.Person.Ref, known.Account), typed.Trim(), ct),
            Actor.Barred barred => new Words([new Word.Plain(RefusalWords.For(barred.Why))]),
            var other => throw new InvalidOperationException($"An actor nobody knows: {other}."),
        };
    }

    /// <summary>
    /// What was typed behind the verb where others read it: whoever reads along could type it before its owner, so that it links nobody any more.
    /// It does not matter who typed it, and nobody is told whether it was a code.
    /// </summary>
    public async Task SpoilAsync(string typed, CancellationToken ct)
    {
        if (Code(typed.Trim()) is { Length: > 0 } code)
            await links.AppendIfAnyAsync(state => LinkingRules.Spoil(state, code, clock.Now), ct);
    }

    private Task<Words> AnswerAsync(LinkParty party, string typed, CancellationToken ct) => typed switch
    {
        "" => GiveCodeAsync(party, ct),
        _ when typed.Equals(Remove, StringComparison.OrdinalIgnoreCase) => PartAsync(party, ct),
        _ => UseCodeAsync(party, typed, ct),
    };

    private async Task<Words> GiveCodeAsync(LinkParty party, CancellationToken ct)
    {
        var (code, salt) = (entropy.ReadableId(""), entropy.Secret());
        var happened = await links.AppendAsync(state => LinkingRules.GiveCode(state, party, salt, code, clock.Now), ct);
        return happened is LinkingEvent.Refused refused ? LinkingWords.Refused(refused.Why) : LinkingWords.Code($"{code[..Half]}-{code[Half..]}");
    }

    private async Task<Words> UseCodeAsync(LinkParty party, string typed, CancellationToken ct)
    {
        var happened = await links.AppendAsync(state => LinkingRules.UseCode(state, party, Code(typed), settings.LinkCoolDown, clock.Now), ct);
        return happened switch
        {
            LinkingEvent.Linked e => LinkingWords.Linked(await OthersAsync(party, ct), e.RightsFrom),
            LinkingEvent.Refused refused => LinkingWords.Refused(refused.Why),
            _ => throw new InvalidOperationException($"No answer to a code: {happened}."),
        };
    }

    private static string Code(string typed) => typed.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private async Task<Words> PartAsync(LinkParty party, CancellationToken ct)
    {
        var ties = await links.TiesAsync(ct);
        var happened = await links.AppendAsync(state => LinkingRules.Part(state, party, clock.Now), ct);
        if (happened is LinkingEvent.Refused refused)
            return LinkingWords.Refused(refused.Why);
        return LinkingWords.Parted(await links.NameAsync(ties.WholeAt(party.Person.Id).Select(tie => tie.From(party.Person.Id)), ct));
    }

    private async Task<IReadOnlyList<NamedAccount>> OthersAsync(LinkParty party, CancellationToken ct) =>
        await links.NameAsync((await links.TiesAsync(ct)).PartiesOf(party.Person.Id).Where(each => each.Person.Id != party.Person.Id), ct);
}
