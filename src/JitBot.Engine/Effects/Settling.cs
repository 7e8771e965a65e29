using JitBot.Core.Access;

namespace JitBot.Engine.Effects;

/// <summary>How an effect ends that brings a request its answer.</summary>
internal static class Settling
{
    /// <summary>Tells the request what came of the effect, which is completed with that.</summary>
    public static async Task<EffectResult> SettleAsync(this CommandHandler requests, EffectAtWork work, RequestId id, AccessCommand command, CancellationToken ct)
    {
        await requests.HandleAsync(id, command, _ => work, ct);
        return EffectResult.Finished;
    }
}
