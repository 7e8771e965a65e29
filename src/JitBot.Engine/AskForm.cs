namespace JitBot.Engine;

/// <summary>What a requester filled in.</summary>
public sealed record AskForm(string EntitlementId, TimeSpan Length, string Justification);
