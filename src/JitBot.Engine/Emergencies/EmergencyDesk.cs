using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;
using JitBot.Engine.Operations;
using JitBot.Engine.People;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Emergencies;

/// <summary>
/// Where chat platforms hand in that somebody breaks glass, or has looked at an emergency. Who is on call is asked at that moment; while the source is down, an
/// answer of the last minutes serves, and is marked so.
/// </summary>
public sealed class EmergencyDesk(
    IAccessStore store,
    StoryReader reader,
    CommandHandler requests,
    IdentityLinking identity,
    HumanCheck humans,
    GroupShelf groups,
    EmergencyLedger ledger,
    NestingDesk nesting,
    CurrentCatalogue catalogue,
    OperatorList operators,
    FreezeDesk freezes,
    TrustedClock clock,
    Entropy entropy)
{
    /// <summary>What is said to whoever does not say what they have looked at, or what they found.</summary>
    public const string ReviewUsage = "Say which emergency you have looked at and what you found: `review`, the request's id as it stands at the foot of its card, and your words.";

    /// <summary>What may be taken at once in an emergency, by whomever.</summary>
    public IReadOnlyList<Entitlement> Glass => [.. catalogue.Now.Entitlements.Where(each => each.Policy.BreakGlass is not null)];

    /// <summary>Whether granting is frozen, so that what is taken at once waits.</summary>
    public async Task<bool> IsFrozenAsync(CancellationToken ct) => await freezes.SayAsync(ct) is not null;

    /// <summary>The emergencies that still need a review, the one due soonest first.</summary>
    public async Task<IReadOnlyList<RequestView>> DrawOwedAsync(int most, CancellationToken ct)
    {
        var views = new List<RequestView>();
        foreach (var request in (await ListOwedAsync(ct)).Take(most))
        {
            if (await reader.DrawAsync(request, ct) is { AwaitsReview: true } view)
                views.Add(view);
        }

        return views;
    }

    /// <summary>Takes an entitlement at once.</summary>
    public async Task<Outcome> BreakGlassAsync(AccountFacts who, string entitlement, string reason, string gesture, CancellationToken ct)
    {
        if (await store.FindAnswerAsync(gesture, ct) is { } before)
            return OutcomeText.Read(before);
        var terms = catalogue.Now.TermsNow(entitlement);
        var (actor, look) = await LookAsync(who, terms?.BreakGlass?.For ?? [], ct);
        // Made of the gesture, so that the same emergency is entered once, however often it is handed in.
        var request = RequestId.OfGesture(gesture);
        var ask = new AccessCommand.Ask(clock.Now, actor, terms, terms?.BreakGlass?.Longest ?? TimeSpan.Zero, TextOf(actor, reason), entropy.Secret()) { Emergency = look };
        return await EnterAsync(request, actor, terms, terms, asker => EmergencyRules.WhyNot(terms!, terms, asker, reason), ct) is { } why
            ? await RefuseAsync(request, ask, why, gesture, ct)
            : await requests.HandleAsync(request, ask, gesture, ct);
    }

    /// <summary>Takes at once what waits for an approver. Throws when the directory does not say what it is nested in.</summary>
    public async Task<Outcome> EscalateAsync(AccountFacts who, RequestId request, string reason, string gesture, CancellationToken ct)
    {
        if (await store.FindAnswerAsync(gesture, ct) is { } before)
            return OutcomeText.Read(before);
        var state = (await reader.LoadAsync(request, ct)).State;
        var facts = (state as AccessState.Known)?.Facts;
        var terms = facts?.Terms;
        var now = terms is null ? null : catalogue.Now.TermsNow(terms.EntitlementId);
        var (actor, seen) = await LookAsync(who, [.. terms?.BreakGlass?.For ?? [], .. now?.BreakGlass?.For ?? []], ct);
        // What is somebody else's is refused by the request itself; entered, it would count as a day's emergency of whoever tried.
        var isTheirs = actor is Actor.Known known && facts is not null && known.Ties.AreLinked(known.Person.Id, facts.Requester.Id);
        var look = isTheirs && state is AccessState.Pending ? seen with { Nesting = await AroundAsync(actor, terms, now, reason, ct) } : seen;
        var escalate = new AccessCommand.Escalate(clock.Now, actor, now, TextOf(actor, reason), look) { IsFrozen = await IsFrozenAsync(ct) };
        return isTheirs && await EnterAsync(request, actor, terms, now, asker => EmergencyRules.WhyNotTake(terms!, now, asker, reason, look), ct) is { } why
            ? await RefuseAsync(request, escalate, why, gesture, ct)
            : await requests.HandleAsync(request, escalate, gesture, ct);
    }

    /// <summary>Says what was found when an emergency was looked at. Throws when a directory does not say whether the people behind it are different ones.</summary>
    public async Task<Outcome> ReviewAsync(AccountFacts who, RequestId request, string finding, string gesture, CancellationToken ct)
    {
        var terms = ((await reader.LoadAsync(request, ct)).State as AccessState.Known)?.Facts.Terms;
        var now = terms is null ? null : catalogue.Now.TermsNow(terms.EntitlementId);
        var rules = await operators.RulesAsync(ct);
        var actor = await identity.RecogniseAsync(who, [.. terms?.Approvers ?? [], .. now?.Approvers ?? [], .. rules], ct);
        var review = new AccessCommand.Review(clock.Now, actor, now, TextOf(actor, finding), rules);
        return await requests.HandleAsync(request, async state => review with { Actor = await DistinctAsync(review, state, ct) }, gesture, ct);
    }

    /// <summary>
    /// The reviewer, or barred if a directory knows them as whoever broke the glass or as an earlier reviewer. Throws when one of them does not answer. Who may not
    /// review it anyway is looked up nowhere.
    /// </summary>
    private async Task<Actor> DistinctAsync(AccessCommand.Review review, AccessState state, CancellationToken ct)
    {
        if (review.Actor is not Actor.Known known || state is not AccessState.Known { Facts: { Emergency: { } emergency } facts })
            return review.Actor;
        return AccessDecider.Decide(state, review) is Decision.Accepted
            ? await humans.ApartAsync(known, [new(Refusal.OwnEmergency, facts.Owners), new(Refusal.ReviewedAlready, [.. emergency.Reviews.Select(each => each.Id)])], ct)
            : known;
    }

    /// <summary>The requests whose emergency still needs a review, the one due soonest first.</summary>
    private async Task<IReadOnlyList<RequestId>> ListOwedAsync(CancellationToken ct) =>
        [.. (await ledger.LoadAsync(ct)).Entries.Values.Where(entry => !entry.IsReviewed).OrderBy(entry => entry.ReviewBy).Select(entry => entry.Request)];

    /// <summary>
    /// Enters it in the ledger, if the rules of the request itself will let it; or says why not. What they will not let is refused by themselves, and enters
    /// nothing.
    /// </summary>
    private async Task<Refusal?> EnterAsync(RequestId request, Actor actor, Terms? then, Terms? now, Func<Actor.Known, Refusal?> whyNot, CancellationToken ct) =>
        actor is Actor.Known known && then is not null && now is not null && whyNot(known) is null
            ? await ledger.TakeAsync(request, known.Person, known.Ties, Stricter(then.BreakGlass!, now.BreakGlass!), ct)
            : null;

    /// <summary>What it is nested in, looked at only if it would be granted otherwise; null if it is not to be told.</summary>
    private async Task<NestingLook?> AroundAsync(Actor actor, Terms? then, Terms? now, string reason, CancellationToken ct)
    {
        if (actor is not Actor.Known known || then is null || EmergencyRules.WhyNot(then, now, known, reason) is not null)
            return null;
        var (look, later) = await nesting.LookAsync(then, ct);
        return later is null ? look : throw new NotNowException(later.What);
    }

    private static BreakGlass Stricter(BreakGlass then, BreakGlass now) => now with
    {
        PerDay = Math.Min(then.PerDay, now.PerDay),
        ReviewWithin = then.ReviewWithin < now.ReviewWithin ? then.ReviewWithin : now.ReviewWithin,
    };

    private async Task<Outcome> RefuseAsync(RequestId request, AccessCommand.ByPerson attempt, Refusal why, string gesture, CancellationToken ct) =>
        await requests.HandleAsync(request, attempt with { Actor = new Actor.Barred(attempt.Actor.Account, why) { Person = (attempt.Actor as Actor.Known)?.Person.Ref } }, gesture, ct);

    private async Task<(Actor Actor, EmergencyLook Look)> LookAsync(AccountFacts who, IReadOnlyList<Rule> rules, CancellationToken ct)
    {
        var actor = await identity.RecogniseAsync(who, rules, ct);
        if (actor is not Actor.Known known)
            return (actor, new EmergencyLook(null));
        if (known.Fulfils(rules))
            return (known, new EmergencyLook(null));
        foreach (var rule in rules.OfType<Rule.Member>().Where(groups.IsOnCall))
        {
            if (await groups.OnCallAsync(rule, ct) is { } view && view.Roster.Has(known.Person.Email))
                return (known with { Groups = known.Groups.Append(rule).ToHashSet() }, new EmergencyLook(view.IsLive ? null : view.AsOf));
        }

        return (known, new EmergencyLook(null));
    }

    private PersonalText TextOf(Actor actor, string text) => new(actor is Actor.Known known ? known.Person.Id : default, entropy.Secret(), text);
}
