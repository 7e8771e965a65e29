namespace JitBot.Core.Audit;

/// <summary>
/// Whether each stream's versions are 1, 2, 3, … each exactly once over all chains, and rising within each. Whoever writes a stream may
/// change, so its versions are spread over the chains; those that lie ahead of a gap are remembered until the gap is filled. For one chain
/// that is one number per stream.
/// </summary>
internal sealed class StreamLedger
{
    private readonly Dictionary<string, Entry> _streams = new(StringComparer.Ordinal);
    private AuditFault? _early;

    /// <summary>Notes a line and says what is wrong with its version as far as it can be told now.</summary>
    public string? Note(SealedLine line)
    {
        if (!_streams.TryGetValue(line.Stream, out var entry))
            _streams[line.Stream] = entry = new Entry();
        if (line.Version < 1)
            return $"it is version {line.Version} of {line.Stream}; versions begin with 1";
        if (entry.Has(line.Version))
            return $"it is version {line.Version} of {line.Stream}, which stands in the log already";
        if (entry.Overtaken(line) is { } early)
            Keep(new AuditFault(early.Value, $"it is version {early.Key} of {line.Stream}, but version {line.Version} stands behind it in its chain"));
        entry.Take(line);
        return null;
    }

    /// <summary>
    /// The first line whose stream has a lower version that is nowhere, or that stands behind it in the same chain; asked when all lines have
    /// been noted, for only then is it known what is nowhere.
    /// </summary>
    public AuditFault? FirstOutOfTurn() => _streams
        .Where(stream => stream.Value.Ahead.Count > 0)
        .Select(stream => Gap(stream.Key, stream.Value))
        .Append(_early)
        .OfType<AuditFault>()
        .MinBy(fault => fault.At!.Value);

    private void Keep(AuditFault early)
    {
        if (_early is null || early.At!.Value.CompareTo(_early.At!.Value) < 0)
            _early = early;
    }

    private static AuditFault Gap(string stream, Entry entry)
    {
        var (version, place) = entry.Ahead.MinBy(line => line.Value);
        return new AuditFault(place, $"it is version {version} of {stream}, but version {entry.Whole + 1} is nowhere in the log");
    }

    private sealed class Entry
    {
        private static readonly Dictionary<long, LinePlace> Nothing = [];

        private Dictionary<long, LinePlace>? _ahead;
        private int _chain;
        private long _highestInChain;

        /// <summary>All versions up to this one have been seen.</summary>
        public long Whole { get; private set; }

        /// <summary>The versions beyond the first gap and where they stand.</summary>
        public Dictionary<long, LinePlace> Ahead => _ahead ?? Nothing;

        public bool Has(long version) => version <= Whole || Ahead.ContainsKey(version);

        /// <summary>The first line of the same chain that stands before this one and should stand behind it; looked for only if there is one.</summary>
        public KeyValuePair<long, LinePlace>? Overtaken(SealedLine line) => _chain == line.Chain && line.Version < _highestInChain
            ? Ahead.Where(other => other.Value.Chain == line.Chain && other.Key > line.Version).MinBy(other => other.Value)
            : null;

        public void Take(SealedLine line)
        {
            _highestInChain = _chain == line.Chain ? Math.Max(_highestInChain, line.Version) : line.Version;
            _chain = line.Chain;
            if (line.Version == Whole + 1)
                Whole++;
            else
                (_ahead ??= [])[line.Version] = new LinePlace(line.Chain, line.Sequence);
            while (_ahead?.Remove(Whole + 1) == true)
                Whole++;
        }
    }
}
