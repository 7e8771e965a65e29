using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Endurance.Stage;

namespace JitBot.Endurance.History;

/// <summary>
/// All that the checker reads: what the directories and the chat themselves know to have happened, the lines of the log, and what people
/// remember. Nothing of it is asked from the program.
/// </summary>
internal sealed record Story
{
    /// <summary>Every true change of a membership, in order.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>Every request a directory received that names a membership, in order.</summary>
    public IReadOnlyList<DirectoryRequest> Requests { get; init; } = [];

    /// <summary>The log, in order of its chains.</summary>
    public IReadOnlyList<LogLine> Log { get; init; } = [];

    /// <summary>The texts beside the log, by their hashes.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>Every version of every card and line of a thread, in order.</summary>
    public IReadOnlyList<Telling> Tellings { get; init; } = [];

    /// <summary>What people did, as they remember it.</summary>
    public IReadOnlyList<Gesture> Gestures { get; init; } = [];

    /// <summary>Each person's account on the chat platform, by handle.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; init; } = new Dictionary<string, string>();

    /// <summary>Who may decide, by handle.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>Real time beside the story's.</summary>
    public Timeline Timeline { get; init; } = new();

    /// <summary>How late a membership may end, while a host is up.</summary>
    public TimeSpan AllowedLateness { get; init; }

    /// <summary>How many cards a request may have; chat platforms take a post twice, so that not everybody can keep to one.</summary>
    public int MostCards { get; init; } = 1;

    /// <summary>What was found when everything was over.</summary>
    public Aftermath After { get; init; } = new(0, "", 0, [], [], []);
}

/// <summary>A change of a membership in truth; <paramref name="Ours"/>: made with our credentials.</summary>
internal sealed record Change(DateTimeOffset At, HoldingKey Holding, bool Added, bool Ours);

/// <summary>What a request to a directory is about.</summary>
internal enum Wish
{
    Look,
    Add,
    Remove,
}

/// <summary>
/// A request a directory received, about this group and member as far as its address names them. <paramref name="Name"/> is the id the
/// caller gave it, where the directory takes one.
/// </summary>
internal sealed record DirectoryRequest(DateTimeOffset At, string Provider, string? Group, string? Member, Wish Wish, string? Name);

/// <summary>A line of the log; it is about a request or about a holding.</summary>
internal sealed record LogLine(DateTimeOffset At, string Stream, AccessEvent? Access, HoldingEvent? Holding);

/// <summary>A card as it was shown from this moment on, or a line told in its thread; or that it was taken away.</summary>
internal sealed record Telling(DateTimeOffset At, string Request, string MessageId, bool IsCard, string Words, bool IsGone = false);

/// <summary>What a person can do.</summary>
internal enum GestureKind
{
    Ask,
    Approve,
    Deny,
    TakeBack,
    Withdraw,
    Return,
}

/// <summary>
/// What a person did: asked with these words, or did something to this request. <paramref name="Acknowledged"/>: the program said that it
/// has it, so it must not be lost.
/// </summary>
internal sealed record Gesture(DateTimeOffset At, string Who, GestureKind Kind, string? Words, string? Request, bool Acknowledged)
{
    /// <summary>The entitlement they asked for.</summary>
    public string? Entitlement { get; init; }
}

/// <summary>What was found when everything was over.</summary>
internal sealed record Aftermath(
    int AuditCode, string AuditOutput, int Pending, IReadOnlyList<string> HostLogs, IReadOnlyList<string> Secrets, IReadOnlyList<string> Complaints);

/// <summary>A promise that was broken: which, and how.</summary>
internal sealed record Violation(string Promise, string What)
{
    public override string ToString() => $"{Promise}: {What}";
}
