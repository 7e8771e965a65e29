namespace JitBot.Core.Audit;

/// <summary>Where a line stands, or should stand. Places are ordered as the log is read: chain after chain.</summary>
internal readonly record struct LinePlace(int Chain, long Sequence) : IComparable<LinePlace>
{
    public int CompareTo(LinePlace other) => Chain == other.Chain ? Sequence.CompareTo(other.Sequence) : Chain.CompareTo(other.Chain);
}

/// <summary>Something wrong, in words, at a place or at none.</summary>
internal sealed record AuditFault(LinePlace? At, string What);
