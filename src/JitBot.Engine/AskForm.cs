namespace JitBot.Engine;

/// <summary>What a requester filled in.</summary>
public sealed record AskForm(string EntitlementId, TimeSpan Length, string Justification)
{
    /// <summary>Whom it is for, as the platform says now; null for whoever asks.</summary>
    public AccountFacts? For { get; init; }
}
