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
    public async Task<AccountFacts?> LookAtAsync(TeamsGesture gesture, CancellationToken ct)
    {
        using var budget = new CancellationTokenSource(Budget, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ct);
        try
        {
            return await people.FindAsync(gesture, both.Token);
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

    /// <summary>
    /// The form as it should stand; <paramref name="mark"/> is that of an earlier drawing of the same form. What there is and who approves it is
    /// shown to members alone.
    /// </summary>
    public async Task<JsonObject> DrawAsync(AccountFacts? who, AskDraft draft, string? note, string? mark, CancellationToken ct)
    {
        // It takes as long as its sources do, so it is asked while the rest is found.
        var asking = who is { Barred: null } && draft.Entitlement is { } chosen ? prospects.AskAsync(chosen, ct) : Task.FromResult(Prospect.None);
        note ??= (await freezes.SayAsync(ct))?.ToPlainText();
        var offer = new TeamsOffer(await FindAsync(who, "", ct), await LengthsAsync(who, ct), await asking);
        return TeamsForm.Request(draft, offer, note, mark ?? entropy.ReadableId("f-"));
    }

    /// <summary>What there is for what was typed; nothing to those who cannot ask anyway.</summary>
    public async Task<JsonArray> SuggestAsync(TeamsGesture gesture, string typed, CancellationToken ct) =>
        TeamsForm.Choices(await FindAsync(await LookAtAsync(gesture, ct), typed, ct));

    /// <summary>What they have used before comes first.</summary>
    private async Task<IReadOnlyList<Entitlement>> FindAsync(AccountFacts? who, string typed, CancellationToken ct) => who is { Barred: null }
        ? await desk.FindAskableAsync(who, typed, TeamsLimits.Choices, ct)
        : [];

    private async Task<IReadOnlyList<TimeSpan>> LengthsAsync(AccountFacts? who, CancellationToken ct)
    {
        var askable = who is { Barred: null } ? await desk.AskableAsync(who, ct) : Askable.Nothing;
        var policies = desk.Catalogue.Entitlements.Where(askable.Has).Select(each => each.Policy).DistinctBy(policy => policy.Id);
        return [.. policies.SelectMany(policy => TeamsForm.Lengths(policy, null)).Distinct().Order().Take(TeamsLimits.Lengths)];
    }
}
