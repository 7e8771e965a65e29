using System.Text.Json.Nodes;
using JitBot.Core;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;

namespace JitBot.Chat.Teams;

/// <summary>Draws the request form, and finds what its type-ahead asks for. This happens inside Teams' request; nothing is decided here.</summary>
internal sealed class TeamsForms(TeamsPeople people, AccessDesk desk, ProspectDesk prospects, FreezeDesk freezes, Entropy entropy, TimeProvider time)
{
    /// <summary>Whoever types waits for it, and Teams for five seconds at most.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    /// <summary>What Teams says of whoever did this, or null if it does not say in time.</summary>
    public Task<AccountFacts?> LookAtAsync(TeamsGesture gesture, CancellationToken ct) => InTimeAsync(inTime => people.FindAsync(gesture, inTime), ct);

    /// <summary>
    /// The form as it should stand for whoever did this, as far as Teams says who they are; <paramref name="mark"/> is that of an earlier drawing of the same form. What there
    /// is and who approves it is shown to members alone.
    /// </summary>
    public async Task<JsonObject> DrawAsync(TeamsGesture gesture, AccountFacts? who, AskDraft draft, string? note, string? mark, CancellationToken ct)
    {
        // It takes as long as its sources do, so it is asked while the rest is found.
        var asking = who is { Barred: null } && draft.Entitlement is { } chosen ? prospects.AskAsync(chosen, ct) : Task.FromResult(Prospect.None);
        var (whom, wrong) = who is { Barred: null } ? await FindWhomAsync(gesture, draft, ct) : default;
        note = await freezes.SayAfterAsync(note ?? wrong, ct);
        var policies = await PoliciesAsync(who, ct);
        var lengths = policies.SelectMany(policy => TeamsForm.Lengths(policy, null)).Distinct().Order().Take(TeamsLimits.Lengths);
        var offer = new TeamsOffer(await FindAsync(who, "", ct), [.. lengths], await asking) { AsksWhom = policies.Any(policy => policy.AskForOthers), Whom = whom };
        return TeamsForm.Request(draft, offer, note, mark ?? entropy.ReadableId("f-"));
    }

    /// <summary>
    /// Whom it is for, and what is said if that cannot be: who was named and is not found is said to be missing rather than left out, and whoever cannot be asked for here is
    /// named all the same.
    /// </summary>
    private async Task<(AccountFacts? Whom, string? Wrong)> FindWhomAsync(TeamsGesture gesture, AskDraft draft, CancellationToken ct)
    {
        if (draft.Whom is not { } whom)
            return (null, null);
        var found = await InTimeAsync(inTime => people.FindMeantAsync(gesture, whom, inTime), ct) is { Barred: null } facts ? facts : null;
        return (found, draft.Entitlement is { Policy.AskForOthers: false } ? AskDraft.NotForOthers : found is null ? AskDraft.WhomNotFound : null);
    }

    /// <summary>What there is for what was typed; nothing to those who cannot ask anyway.</summary>
    public async Task<JsonArray> SuggestAsync(TeamsGesture gesture, string typed, CancellationToken ct) =>
        TeamsForm.Choices(await FindAsync(await LookAtAsync(gesture, ct), typed, ct));

    /// <summary>What they have used before comes first.</summary>
    private async Task<IReadOnlyList<Entitlement>> FindAsync(AccountFacts? who, string typed, CancellationToken ct) => who is { Barred: null }
        ? await desk.FindAskableAsync(who, typed, TeamsLimits.Choices, ct)
        : [];

    private async Task<IReadOnlyList<Policy>> PoliciesAsync(AccountFacts? who, CancellationToken ct)
    {
        var askable = who is { Barred: null } ? await desk.AskableAsync(who, ct) : Askable.Nothing;
        return [.. desk.Catalogue.Entitlements.Where(askable.Has).Select(each => each.Policy).DistinctBy(policy => policy.Id)];
    }

    private async Task<AccountFacts?> InTimeAsync(Func<CancellationToken, Task<AccountFacts>> ask, CancellationToken ct)
    {
        using var budget = new CancellationTokenSource(Budget, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ct);
        try
        {
            return await ask(both.Token);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            return null;
        }
        catch (TeamsNotNowException)
        {
            return null;
        }
    }
}
