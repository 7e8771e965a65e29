namespace JitBot.Engine;

/// <summary>
/// A yes as somebody gave it: when by the platform's clock, for how long at most if that is less than was asked for, and why if they said it.
/// </summary>
public sealed record Approval(DateTimeOffset MadeAt, TimeSpan? AtMost = null, string? Reason = null);
