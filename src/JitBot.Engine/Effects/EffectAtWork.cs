using JitBot.Core.Store;

namespace JitBot.Engine.Effects;

/// <summary>
/// A claimed effect while it runs. Where its last step is to append something, that and its completion are one transaction: with what it led to durable there is nothing left of it to do.
/// </summary>
internal sealed class EffectAtWork(ClaimedEffect claimed)
{
    /// <summary>As it was claimed.</summary>
    public ClaimedEffect Claimed => claimed;

    /// <summary>Whether what it led to was appended and it was completed with that.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>What is left of a completed one: its row, if it was asked for again meanwhile.</summary>
    public EffectRow? Renewed { get; private set; }

    /// <summary>It was completed with what it led to.</summary>
    public void Complete(EffectRow? renewed) => (IsCompleted, Renewed) = (true, renewed);
}
