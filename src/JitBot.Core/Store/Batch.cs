using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Core.Store;

/// <summary>A line to be sealed into the log: the event's stored name and its canonical JSON.</summary>
public sealed record NewLine(string Type, DateTimeOffset At, string Body);

/// <summary>A line as it stands in the log: the n-th of the chain of the process that wrote it, and a version of its stream.</summary>
public sealed record StoredLine(int Chain, long Sequence, DateTimeOffset At, string Stream, long Version, string Type, string Body);

/// <summary>
/// Text of a person that stands beside the log and can be erased; the line carries <see cref="Hash"/>, the SHA-256 of salt and text.
/// <paramref name="Owner"/> is whose text it is.
/// </summary>
public sealed record PersonalText(PersonId Owner, string Salt, string Text)
{
    /// <summary>What the line of the log carries.</summary>
    public string Hash => Audit.AuditChain.HashText(Salt, Text);
}

/// <summary>The columns a request is found by; derived from its state, written in the same transaction.</summary>
public sealed record RequestIndex(
    RequestId Id,
    string Handle,
    PersonId Requester,
    string EntitlementId,
    Phase Phase,
    DateTimeOffset AskedAt,
    HoldingId? Holding)
{
    /// <summary>Who asked for it, when it was somebody else; older rows do not say it.</summary>
    public PersonId? AskedBy { get; init; }

    /// <summary>Whether it stands in the way of asking for the same again: it waits, or there is access. What is just ending does not.</summary>
    public bool IsOpen => Phase <= Phase.Active;
}

/// <summary>The key of a delivered gesture and what was answered to it, so that a repeated one gets the first answer.</summary>
public sealed record Answered(string Key, string Answer, DateTimeOffset At);

/// <summary>Everything one command changes, stored in one transaction or not at all. Lines follow version <paramref name="ExpectedVersion"/> of the stream.</summary>
public sealed record Batch(
    StreamId Stream,
    long ExpectedVersion,
    IReadOnlyList<NewLine> Lines,
    IReadOnlyList<PersonalText> Texts,
    IReadOnlyList<DueEffect> Effects,
    RequestIndex? Index,
    Answered? Answered)
{
    /// <summary>
    /// What was known of the requests of whoever gets it, and of whoever asked for them, when this one was decided; the batch is a conflict if any of these rows have asked
    /// for anything else since, so that of two who ask at once the second sees the first. Empty for everything but a new request.
    /// </summary>
    public IReadOnlyList<AskedSoFar> AskedBefore { get; init; } = [];

    /// <summary>
    /// The effect whose work this is, completed in the same transaction as by <see cref="IEffectQueue.CompleteAsync"/>; asked for again by this very batch, it stays. Whoever has lost its lease
    /// to another completes nothing, and appends all the same.
    /// </summary>
    public ClaimedEffect? Completes { get; init; }

    /// <summary>Which of the effects are claimed in the same transaction, as by <see cref="IEffectQueue.ClaimAsync"/> behind it.</summary>
    public Claims? Claims { get; init; }
}

/// <summary>That whoever stores effects begins them at once: those at these places of the batch that are due at <paramref name="Now"/> and under nobody's lease, claimed for so long.</summary>
public sealed record Claims(IReadOnlyList<int> Places, DateTimeOffset Now, TimeSpan Lease);

/// <summary>What became of a batch.</summary>
public abstract record AppendAnswer
{
    private AppendAnswer()
    {
    }

    /// <summary>It is durable. <paramref name="Effects"/> are the rows its effects became, in order.</summary>
    public sealed record Appended(IReadOnlyList<EffectRow> Effects) : AppendAnswer
    {
        /// <summary>The row of <see cref="Batch.Completes"/> if it was asked for again, free to be claimed.</summary>
        public EffectRow? Renewed { get; init; }

        /// <summary>What was claimed of <see cref="Batch.Claims"/>.</summary>
        public IReadOnlyList<ClaimedEffect> Claimed { get; init; } = [];
    }

    /// <summary>Somebody else appended to the stream first, or the requester has asked for something else meanwhile: load again and decide again.</summary>
    public sealed record Conflict : AppendAnswer;

    /// <summary>The gesture was answered before, with this.</summary>
    public sealed record Repeated(string Answer) : AppendAnswer;
}
