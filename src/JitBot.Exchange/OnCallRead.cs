using JitBot.Core.OnCall;

namespace JitBot.Exchange;

/// <summary>What a question brought: its answer, or the fault, which is never <see cref="OnCallAnswer.Told"/>. <paramref name="IsMissing"/>: there is no such thing there.</summary>
public readonly record struct OnCallRead<T>(T? Value, OnCallAnswer? Fault, bool IsMissing = false)
    where T : class
{
    /// <summary>A fault instead of an answer.</summary>
    public static implicit operator OnCallRead<T>(OnCallAnswer fault) => new(null, fault);
}
