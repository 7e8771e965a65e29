namespace JitBot.Core.Access;

/// <summary>What was decided: events, or a refusal, which is a line in the log as well.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Accepted, and nothing changes.</summary>
    public static Decision Nothing { get; } = new Accepted([]);

    /// <summary>This has happened.</summary>
    public sealed record Accepted(IReadOnlyList<AccessEvent> Events) : Decision;

    /// <summary>The person may not.</summary>
    public sealed record Refused(Refusal Why, AccessEvent.Refused Line) : Decision;
}
