using JitBot.Core.Access;

namespace JitBot.Core.Holdings;

/// <summary>Everything that may be asked of a holding.</summary>
public abstract record HoldingCommand(DateTimeOffset At)
{
    /// <summary>A request needs the membership; nothing may be added for it after <paramref name="NotAfter"/>.</summary>
    public sealed record Claim(DateTimeOffset At, RequestId Request, HoldingKey Key, DateTimeOffset NotAfter) : HoldingCommand(At);

    /// <summary>A request needs it no more.</summary>
    public sealed record Release(DateTimeOffset At, RequestId Request, HoldingKey Key) : HoldingCommand(At);

    /// <summary>Begin the next call if one is due. <paramref name="MayGrant"/> is false while the clock or the store cannot be trusted.</summary>
    public sealed record Begin(DateTimeOffset At, bool AddTells, bool MayGrant) : HoldingCommand(At);

    /// <summary>What came of a call. <paramref name="Jitter"/> in [0, 1) spreads the retries.</summary>
    public sealed record Report(DateTimeOffset At, int Attempt, ProviderAnswer Answer, bool AddTells, double Jitter) : HoldingCommand(At);

    /// <summary>The call was not sent, because its moment had passed before the first byte.</summary>
    public sealed record Abandon(DateTimeOffset At, int Attempt) : HoldingCommand(At);
}

/// <summary>The calls a holding can have in flight. The names stand in the log.</summary>
public enum ProviderCall
{
    /// <summary>Before adding: can the resource be changed by us, and is the subject a member?</summary>
    Survey,

    /// <summary>Add the membership.</summary>
    Add,

    /// <summary>Remove it.</summary>
    Remove,

    /// <summary>After removing: is it gone?</summary>
    ReadBack,
}
