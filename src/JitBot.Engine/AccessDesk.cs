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

namespace JitBot.Engine;

/// <summary>
/// Where chat platforms hand in what people want: it looks at the person, makes the command and gives it to the <see cref="CommandHandler"/>.
/// The same gesture twice gets the first outcome.
/// </summary>
public sealed class AccessDesk(
    IAccessStore store,
    StoryReader reader,
    CommandHandler requests,
    IdentityLinking identity,
    ApproverCheck approver,
    VoterCheck voters,
    LinkingLog links,
    AskableLook askable,
    CurrentCatalogue catalogue,
    OperatorList operators,
    FreezeDesk freezes,
    TrustedClock clock,
    Entropy entropy)
{
    /// <summary>What is said to whoever does not say which approval they take back.</summary>
    public const string UndoUsage = "Say which approval you take back: `undo` and the request's id, as it stands at the foot of its card.";

    /// <summary>The catalogue in force.</summary>
    public AccessCatalogue Catalogue => catalogue.Now;

    /// <summary>Asks for access.</summary>
    public async Task<Outcome> AskAsync(AccountFacts who, AskForm form, string gesture, CancellationToken ct)
    {
        var terms = Catalogue.TermsNow(form.EntitlementId);
        var actor = await identity.RecogniseAsync(who, terms?.AboutRequester ?? [], ct);
        var owner = actor is Actor.Known known ? known.Person.Id : default;
        var justification = new PersonalText(owner, entropy.Secret(), form.Justification);
        var ask = new AccessCommand.Ask(clock.Now, actor, terms, form.Length, justification, entropy.Secret())
        {
            Quota = Catalogue.Quota,
            For = form.For is { } other ? Other(actor, await identity.RecogniseAsync(other, terms?.Requesters ?? [], ct)) : null,
        };
        return await requests.HandleAsync(new RequestId(entropy.ReadableId("r-")), ask, gesture, ct);
    }

    /// <summary>Whoever names themselves, with whichever of their accounts, asks for themselves.</summary>
    private static Actor? Other(Actor asker, Actor other) =>
        asker is Actor.Known one && other is Actor.Known two && one.Ties.AreLinked(one.Person.Id, two.Person.Id) ? null : other;

    /// <summary>Says yes, perhaps for less time than was asked for.</summary>
    public async Task<Outcome> ApproveAsync(AccountFacts who, RequestId request, Approval approval, string gesture, CancellationToken ct)
    {
        var (_, actor, now) = await LookAsync(who, request, ct);
        return await requests.HandleAsync(request, state => LookAtYesAsync(state, actor, now, approval, ct), gesture, ct);
    }

    /// <summary>Says no.</summary>
    public async Task<Outcome> DenyAsync(AccountFacts who, RequestId request, DateTimeOffset madeAt, string? reason, string gesture, CancellationToken ct)
    {
        var (_, actor, now) = await LookAsync(who, request, ct);
        var deny = new AccessCommand.Deny(clock.Now, actor, ReasonOf(actor, reason)) { TermsNow = now, MadeAt = madeAt };
        return await requests.HandleAsync(request, async state => deny with { Actor = await approver.DistinctAsync(deny, state, ct) }, gesture, ct);
    }

    /// <summary>Takes a yes back.</summary>
    public Task<Outcome> TakeBackAsync(AccountFacts who, RequestId request, DateTimeOffset madeAt, string gesture, CancellationToken ct) =>
        HandAsync(who, request, (actor, _) => new AccessCommand.TakeBack(clock.Now, actor, madeAt), gesture, ct);

    /// <summary>The requester wants it no more.</summary>
    public Task<Outcome> WithdrawAsync(AccountFacts who, RequestId request, string gesture, CancellationToken ct) =>
        HandAsync(who, request, (actor, _) => new AccessCommand.Withdraw(clock.Now, actor), gesture, ct);

    /// <summary>The requester gives the access back.</summary>
    public Task<Outcome> ReturnAsync(AccountFacts who, RequestId request, string gesture, CancellationToken ct) =>
        HandAsync(who, request, (actor, _) => new AccessCommand.Return(clock.Now, actor), gesture, ct);

    /// <summary>The requester asks for more time.</summary>
    public async Task<Outcome> ExtendAsync(AccountFacts who, RequestId request, TimeSpan? more, string? why, string gesture, CancellationToken ct)
    {
        var rules = (await reader.LoadAsync(request, ct)).State is AccessState.Known known ? Catalogue.TermsNow(known.Facts.Terms.EntitlementId)?.Requesters : null;
        return await HandAsync(
            who, request, (actor, now) => new AccessCommand.Extend(clock.Now, actor, now, more, ReasonOf(actor, why)), gesture, ct, alsoAsked: rules);
    }

    /// <summary>An approver or an operator takes the access away.</summary>
    public async Task<Outcome> RevokeAsync(AccountFacts who, RequestId request, string? reason, string gesture, CancellationToken ct)
    {
        var rules = await operators.RulesAsync(ct);
        return await HandAsync(
            who, request, (actor, now) => new AccessCommand.Revoke(clock.Now, actor, now, rules, ReasonOf(actor, reason)), gesture, ct, alsoAsked: rules);
    }

    /// <summary>The picture of a request; null if there is none.</summary>
    public Task<RequestView?> DrawAsync(RequestId request, CancellationToken ct) => reader.DrawAsync(request, ct);

    /// <summary>The request a button's handle belongs to.</summary>
    public Task<RequestId?> FindByHandleAsync(string handle, CancellationToken ct) => store.FindByHandleAsync(handle, ct);

    /// <summary>The card that is this message.</summary>
    public Task<Card?> FindCardAsync(MessageRef message, CancellationToken ct) => store.FindCardAsync(message, ct);

    /// <summary>Whether this message is a card of that request: a button pressed on any other message is not ours.</summary>
    public async Task<bool> StandsOnAsync(RequestId request, MessageRef message, CancellationToken ct) =>
        await store.FindCardAsync(message, ct) is { } card && card.Request == request;

    /// <summary>
    /// A page of the requests of the person behind an account, newest first; <paramref name="isListed"/> says which phases are listed.
    /// </summary>
    public async Task<Page<RequestView>> ListMineAsync(AccountId account, Func<Phase, bool> isListed, PageRequest page, CancellationToken ct) =>
        await DrawAsync([.. (await AskedAsync(account, PageRequest.MostRows, ct)).Where(index => isListed(index.Phase))], page, ct);

    /// <summary>A page of the requests for an entitlement that are not over, newest first.</summary>
    public async Task<Page<RequestView>> ListHoldersAsync(string entitlementId, PageRequest page, CancellationToken ct) =>
        await DrawAsync(await store.ListOpenByEntitlementAsync(entitlementId, PageRequest.MostRows, ct), page, ct);

    /// <summary>What the person behind an account has used before, for ranking what is found (<see cref="AccessCatalogue.Search"/>).</summary>
    public async Task<IReadOnlyDictionary<string, int>> HabitsAsync(AccountId account, CancellationToken ct) =>
        Habits.Of((await AskedAsync(account, Habits.MostLookedAt, ct)).Select(index => index.EntitlementId));

    /// <summary>What of the catalogue is shown to them when they want to ask.</summary>
    public Task<Askable> AskableAsync(AccountFacts who, CancellationToken ct) => askable.SeeAsync(who, ct);

    /// <summary>What they may ask for among what is called so, best first: what they have used before, then by name.</summary>
    public async Task<IReadOnlyList<Entitlement>> FindAskableAsync(AccountFacts who, string typed, int most, CancellationToken ct) =>
        await FindAskableAsync(who, typed, most, await AskableAsync(who, ct), ct);

    /// <summary>The same among what was seen just now, so that a group that does not answer is waited for once.</summary>
    public async Task<IReadOnlyList<Entitlement>> FindAskableAsync(AccountFacts who, string typed, int most, Askable seen, CancellationToken ct) =>
        Catalogue.Search(typed, most, await HabitsAsync(who.Account, ct), seen.Has);

    /// <summary>Who can approve requests for an entitlement, as people read it.</summary>
    public async Task<IReadOnlyList<StageDeciders>> DescribeApproversAsync(Entitlement entitlement, CancellationToken ct)
    {
        var stages = entitlement.Policy.Stages;
        var names = await reader.NamesAsync(stages.SelectMany(stage => stage.Approvers).OfType<Rule.Named>().Select(rule => rule.Person), ct);
        var texts = new StoryTexts(names, new Dictionary<string, string>());
        return [.. stages.Select(stage => new StageDeciders(AccessPicture.Approvers(stage.Approvers, texts), stage.Approvals))];
    }

    /// <summary>
    /// What somebody who was refused is told: by which rule, and what would make it a yes, by the terms of the request or, when it was to be asked, of the
    /// entitlement.
    /// </summary>
    public async Task<string> WhyAsync(Outcome.Refused refused, RequestId? request, string? entitlementId, CancellationToken ct)
    {
        var state = request is { Value.Length: > 0 } id ? (await reader.LoadAsync(id, ct)).State : null;
        var terms = (state as AccessState.Known)?.Facts.Terms ?? (entitlementId is null ? null : Catalogue.TermsNow(entitlementId));
        if (terms is null)
            return RefusalWords.For(refused.Why, RefusalFacts.None with { About = refused.About });
        List<Rule> approvers = state is AccessState.Known { Undecided: { } undecided } ? [.. undecided.Stage.ApproversAt(undecided.Waiting.Tiers)] : [.. terms.Approvers];
        var rules = terms.Requesters.Concat(approvers).ToList();
        var names = new StoryTexts(await reader.NamesAsync(rules.OfType<Rule.Named>().Select(rule => rule.Person), ct), new Dictionary<string, string>());
        var facts = new RefusalFacts(terms.LongestGrant, terms.MinimumJustification, Named(terms.Requesters, names), Named(approvers, names)) { About = refused.About };
        return RefusalWords.For(refused.Why, facts);
    }

    /// <summary>A person's linked account on a platform, if any.</summary>
    public async Task<AccountId?> FindAccountAsync(PersonId person, string platform, CancellationToken ct) =>
        (await store.ListAccountsAsync(person, ct)).FirstOrDefault(account => account.Platform == platform);

    /// <summary>Whom somebody means by an address, or by what stands before its @, as in <c>@riley</c>; null if that is nobody, or not one alone.</summary>
    public Task<Person?> FindMeantAsync(string typed, CancellationToken ct) => identity.FindMeantAsync(typed, ct);

    /// <summary>A person by row.</summary>
    public Task<Person?> FindPersonAsync(PersonId person, CancellationToken ct) => store.FindAsync(person, ct);

    private async Task<Outcome> HandAsync(
        AccountFacts who, RequestId request, Func<Actor, Terms?, AccessCommand> command, string gesture, CancellationToken ct, IReadOnlyList<Rule>? alsoAsked = null)
    {
        var (_, actor, now) = await LookAsync(who, request, ct, alsoAsked);
        return await requests.HandleAsync(request, command(actor, now), gesture, ct);
    }

    private async Task<(AccessState State, Actor Actor, Terms? Now)> LookAsync(AccountFacts who, RequestId request, CancellationToken ct, IReadOnlyList<Rule>? alsoAsked = null)
    {
        var story = await reader.LoadAsync(request, ct);
        var facts = (story.State as AccessState.Known)?.Facts;
        var now = facts is null ? null : Catalogue.TermsNow(facts.Terms.EntitlementId);
        var rules = (IEnumerable<Rule>)[.. facts?.Terms.Approvers ?? [], .. now?.Approvers ?? [], .. alsoAsked ?? []];
        return (story.State, await identity.RecogniseAsync(who, rules, ct, facts?.Requester.Id), now);
    }

    /// <summary>A yes to what that state has undecided, with all that was looked at for just that.</summary>
    private async Task<AccessCommand> LookAtYesAsync(AccessState state, Actor seen, Terms? now, Approval approval, CancellationToken ct)
    {
        var undecided = (state as AccessState.Known)?.Undecided ?? state;
        var actor = await approver.DistinctAsync(seen, undecided, ct);
        return new AccessCommand.Approve(clock.Now, actor, approval.MadeAt, now)
        {
            Voters = await voters.LookAsync(actor, undecided, ct),
            IsFrozen = await freezes.SayAsync(ct) is not null,
            AtMost = approval.AtMost,
            Reason = ReasonOf(actor, approval.Reason),
        };
    }

    private static List<string> Named(IEnumerable<Rule> rules, StoryTexts names) => [.. AccessPicture.Approvers(rules, names).Select(RefusalFacts.Safe)];

    private PersonalText? ReasonOf(Actor actor, string? reason) =>
        string.IsNullOrWhiteSpace(reason) || actor is not Actor.Known known ? null : new PersonalText(known.Person.Id, entropy.Secret(), reason);

    private async Task<IReadOnlyList<RequestIndex>> AskedAsync(AccountId account, int most, CancellationToken ct) =>
        await store.FindByAccountAsync(account, ct) is { } person ? await links.AskedByAsync(person.Id, most, ct) : [];

    private async Task<Page<RequestView>> DrawAsync(IReadOnlyList<RequestIndex> found, PageRequest wanted, CancellationToken ct)
    {
        var page = wanted.Of(found);
        var views = new List<RequestView>();
        foreach (var index in page.Rows)
        {
            if (await reader.DrawAsync(index.Id, ct) is { } view)
                views.Add(view);
        }

        return new Page<RequestView>(views, page.Number, page.Count);
    }
}
