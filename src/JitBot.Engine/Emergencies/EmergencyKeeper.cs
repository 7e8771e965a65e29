using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Engine.Effects;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Emergencies;

/// <summary>Brings the ledger of emergencies in line with what became of a request: reviewed by enough people, or nothing came of it.</summary>
internal sealed class EmergencyKeeper(StoryReader reader, EmergencyLedger ledger)
{
    /// <summary>Settles what the ledger has of this request; it never has to wait.</summary>
    public async Task<EffectResult> RunAsync(RequestId request, CancellationToken ct)
    {
        var state = (await reader.LoadAsync(request, ct)).State;
        if (CameToNothing(state))
        {
            await ledger.SettleAsync(request, isReviewed: false, ct);
            // Whoever was held up between the ledger and the request may have broken glass meanwhile.
            state = (await reader.LoadAsync(request, ct)).State;
        }

        if (state is AccessState.Known { Facts: { Emergency: { } emergency, Terms.BreakGlass: { } glass } facts } && !CameToNothing(state))
        {
            await (emergency.IsReviewed
                ? ledger.SettleAsync(request, isReviewed: true, ct)
                : ledger.EnterAgainAsync(request, facts.Requester, glass.Team, emergency.ReviewBy, ct));
        }

        return EffectResult.Finished;
    }

    /// <summary>It was never asked, or glass was not broken for it after all, or nothing was ever given.</summary>
    private static bool CameToNothing(AccessState state) => state switch
    {
        AccessState.None or AccessState.Closed => true,
        AccessState.Ended { How: Leaving.NeverAdded } => true,
        AccessState.Known known => known.Facts.Emergency is null,
        _ => false,
    };
}
