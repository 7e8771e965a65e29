namespace JitBot.Core.Chat;

/// <summary>Who can approve in a stage, as people read it, and how many of them must.</summary>
public sealed record StageDeciders(IReadOnlyList<string> Names, int Approvals);
