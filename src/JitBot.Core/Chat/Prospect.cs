namespace JitBot.Core.Chat;

/// <summary>What is said before a request is sent of how it may fare: who can approve it, in each stage, and how long a yes usually takes.</summary>
public sealed record Prospect(IReadOnlyList<StageDeciders> Stages)
{
    /// <summary>Nothing is said, because nothing is chosen or there is nobody to say it to.</summary>
    public static Prospect None { get; } = new([]);

    /// <summary>How long a yes usually takes, as a sentence; null where too few were given, or it is not known yet.</summary>
    public string? UsualTime { get; init; }

    /// <summary>Whether everything was told; if not, asking takes longer than whoever opens a form waits.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Whether somebody who has read one would read nothing new in the other.</summary>
    public bool SaysTheSameAs(Prospect other) => UsualTime == other.UsualTime && Stages.Count == other.Stages.Count
        && Stages.Zip(other.Stages).All(pair => pair.First.Approvals == pair.Second.Approvals && pair.First.Names.SequenceEqual(pair.Second.Names));
}
