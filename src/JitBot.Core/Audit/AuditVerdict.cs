namespace JitBot.Core.Audit;

/// <summary>What a look at the whole log found.</summary>
public abstract record AuditVerdict
{
    private AuditVerdict()
    {
    }

    /// <summary>
    /// Every line, text and checkpoint fits. <paramref name="Keys"/> are the public keys the checkpoints were signed with: unless one was
    /// named as trusted, they are the auditor's to recognise.
    /// </summary>
    public sealed record Good(ChainHead Head, long Texts, int Checkpoints, IReadOnlyList<string> Keys) : AuditVerdict;

    /// <summary>
    /// The first thing wrong, in words; <paramref name="Sequence"/> is the line it was found at, null if it belongs to none.
    /// </summary>
    public sealed record Bad(long? Sequence, string What) : AuditVerdict;
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
