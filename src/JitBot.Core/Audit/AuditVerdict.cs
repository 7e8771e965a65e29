namespace JitBot.Core.Audit;

/// <summary>What a look at the whole log found.</summary>
public abstract record AuditVerdict
{
    private AuditVerdict()
    {
    }

    /// <summary>
    /// Every line, text and checkpoint fits. <paramref name="Heads"/> are those of the chains that have lines; <paramref name="Keys"/> are the
    /// public keys the checkpoints were signed with: unless one was named as trusted, they are the auditor's to recognise.
    /// </summary>
    public sealed record Good(IReadOnlyList<ChainHead> Heads, long Texts, int Checkpoints, IReadOnlyList<string> Keys) : AuditVerdict
    {
        /// <summary>How many lines all chains have.</summary>
        public long Lines => Heads.Sum(head => head.Size);
    }

    /// <summary>
    /// The first thing wrong, in words; <paramref name="Sequence"/> is the line it was found at, null if it belongs to none, and
    /// <paramref name="Chain"/> the line's chain, null if the log has one chain alone.
    /// </summary>
    public sealed record Bad(int? Chain, long? Sequence, string What) : AuditVerdict
    {
        /// <summary>The verdict in one line of words.</summary>
        public string Words => Sequence is null ? What : Chain is null ? $"line {Sequence}: {What}" : $"line {Sequence} of chain {Chain}: {What}";
    }
}

/// <summary>
/// The checkpoints to hold a log against: those kept beside it, those kept outside (only these can lay open that the log and everything
/// beside it were replaced), and the one key that may have signed them, as hexadecimal SubjectPublicKeyInfo, if the auditor knows it.
/// </summary>
public sealed record AuditAnchors(IReadOnlyCollection<Checkpoint> Kept, IReadOnlyCollection<Checkpoint> Outside, string? TrustedKey = null)
{
    /// <summary>No checkpoint at all.</summary>
    public static AuditAnchors None { get; } = new([], []);
}
