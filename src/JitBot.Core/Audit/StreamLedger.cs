namespace JitBot.Core.Audit;

/// <summary>
/// Whether each stream's versions are 1, 2, 3, … each exactly once over all chains, and rising within each. Whoever writes a stream may
/// change, so its versions are spread over the chains; those that lie ahead of a gap are remembered until the gap is filled. For one chain
/// that is one number per stream.
/// </summary>
internal sealed class StreamLedger
{
    private readonly Dictionary<string, Entry> _streams = new(StringComparer.Ordinal);

    /// <summary>Notes a line and says what is wrong with its version as far as it can be told now.</summary>
    public string? Note(SealedLine line)
    {
        if (!_streams.TryGetValue(line.Stream, out var entry))
            _streams[line.Stream] = entry = new Entry();
        if (line.Version < 1)
            return $"it is version {line.Version} of {line.Stream}; versions begin with 1";
        if (!entry.Take(line))
            return $"it is version {line.Version} of {line.Stream}, which stands in the log already";
        return entry.Rises(line)
            ? null
            : $"it is version {line.Version} of {line.Stream}, but a later version stands before it in its chain";
    }

    /// <summary>The first line whose stream lacks a version before it; asked when all lines have been noted.</summary>
    public AuditFault? FirstGap() => _streams
        .Where(stream => stream.Value.Ahead.Count > 0)
        .Select(stream => Gap(stream.Key, stream.Value))
        .MinBy(gap => gap.At!.Value);

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
        private long _lastInChain;

        /// <summary>All versions up to this one have been seen.</summary>
        public long Whole { get; private set; }

        /// <summary>The versions beyond the first gap and where they stand.</summary>
        public Dictionary<long, LinePlace> Ahead => _ahead ?? Nothing;

        public bool Take(SealedLine line)
        {
            if (line.Version <= Whole || Ahead.ContainsKey(line.Version))
                return false;
            if (line.Version == Whole + 1)
                Whole++;
            else
                (_ahead ??= [])[line.Version] = new LinePlace(line.Chain, line.Sequence);
            while (_ahead?.Remove(Whole + 1) == true)
                Whole++;
            return true;
        }

        public bool Rises(SealedLine line)
        {
            var rises = _chain != line.Chain || line.Version > _lastInChain;
            (_chain, _lastInChain) = (line.Chain, line.Version);
            return rises;
        }
    }
}
