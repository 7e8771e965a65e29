namespace JitBot.Core.Chat;

/// <summary>What is said before a request is sent of how it may fare: who can approve it, in each stage.</summary>
public sealed record Prospect(IReadOnlyList<StageDeciders> Stages)
{
    /// <summary>Nothing is said, because nothing is chosen or there is nobody to say it to.</summary>
    public static Prospect None { get; } = new([]);

    /// <summary>Whether everything was told; if not, asking takes longer than whoever opens a form waits.</summary>
    public bool IsWhole { get; init; } = true;
}
