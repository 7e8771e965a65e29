namespace JitBot.Core.Holdings;

/// <summary>What a holding needs next.</summary>
public abstract record HoldingStep
{
    private HoldingStep()
    {
    }

    /// <summary>Nothing until something new arrives.</summary>
    public sealed record Rest : HoldingStep;

    /// <summary>Nothing before this moment.</summary>
    public sealed record Wait(DateTimeOffset Until) : HoldingStep;

    /// <summary>This call, leaving before that moment.</summary>
    public sealed record Make(ProviderCall Call, DateTimeOffset SendBefore) : HoldingStep;
}
