using JitBot.Core.OnCall;

namespace JitBot.OnCall.PagerDuty;

/// <summary>What a question brought: its answer, or the fault, which is never <see cref="OnCallAnswer.Told"/>. <paramref name="IsMissing"/>: there is no such thing there.</summary>
internal readonly record struct PagerDutyRead<T>(T? Value, OnCallAnswer? Fault, bool IsMissing = false)
    where T : class
{
    public static implicit operator PagerDutyRead<T>(OnCallAnswer fault) => new(null, fault);
}
