using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Engine.Effects;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Emergencies;

/// <summary>Brings the ledger of emergencies in line with what became of a request: reviewed by enough people, or nothing came of it.</summary>
internal sealed class EmergencyKeeper(StoryReader reader, EmergencyLedger ledger)
{
    public async Task<EffectResult> RunAsync(RequestId request, CancellationToken ct)
    {
        var state = (await reader.LoadAsync(request, ct)).State;
        if (state is AccessState.Known { Facts.Emergency.IsReviewed: true })
            await ledger.SettleAsync(request, isReviewed: true, ct);
        else if (CameToNothing(state))
            await ledger.SettleAsync(request, isReviewed: false, ct);
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
