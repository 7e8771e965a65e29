using System.Text.Json.Nodes;
using JitBot.Core;
using JitBot.Core.Catalogue;
using JitBot.Engine;

namespace JitBot.Chat.Teams;

/// <summary>Draws the request form, and finds what its type-ahead asks for. This happens inside Teams' request; nothing is decided here.</summary>
internal sealed class TeamsForms(TeamsPeople people, AccessDesk desk, Entropy entropy, TimeProvider time)
{
    /// <summary>Whoever types waits for it, and Teams for five seconds at most.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    /// <summary>The form as it should stand; <paramref name="mark"/> is that of an earlier drawing of the same form.</summary>
    public async Task<JsonObject> DrawAsync(AskDraft draft, string? note, string? mark, CancellationToken ct)
    {
        var approvers = draft.Entitlement is { } chosen ? await desk.DescribeApproversAsync(chosen, ct) : [];
        var offer = new TeamsOffer([.. desk.Catalogue.Entitlements.Take(TeamsLimits.Choices)], AllLengths(), approvers);
        return TeamsForm.Request(draft, offer, note, mark ?? entropy.ReadableId("f-"));
    }

    /// <summary>What there is for what was typed, what they have used before first; nothing to those who cannot ask anyway.</summary>
    public async Task<JsonArray> SuggestAsync(TeamsGesture gesture, string typed, CancellationToken ct)
    {
        using var budget = new CancellationTokenSource(Budget, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ct);
        try
        {
            return await people.FindAsync(gesture, both.Token) is { Barred: null } who
                ? TeamsForm.Choices(desk.Catalogue.Search(typed, TeamsLimits.Choices, await desk.HabitsAsync(who.Account, both.Token)))
                : [];
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            return [];
        }
        catch (TeamsNotNowException)
        {
            return [];
        }
    }

    private IReadOnlyList<TimeSpan> AllLengths() =>
    [
        .. desk.Catalogue.Entitlements.Select(each => each.Policy).DistinctBy(policy => policy.Id)
            .SelectMany(policy => TeamsForm.Lengths(policy, null)).Distinct().Order().Take(TeamsLimits.Lengths),
    ];
}
