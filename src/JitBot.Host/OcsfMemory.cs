using System.Text.Json;
using JitBot.Core.Audit;
using JitBot.Core.Audit.Ocsf;
using JitBot.Core.Store;

namespace JitBot.Host;

/// <summary>Reads a stream of the log.</summary>
internal delegate Task<IReadOnlyList<StoredLine>> LoadStream(StreamId stream, long after, CancellationToken ct);

/// <summary>
/// What the streams tell that were asked for last. A stream is read once and then read on, never from its start for each slice of the log; what was not asked for
/// in a long time is forgotten and read again. No more is kept than <paramref name="most"/> of what <see cref="StreamFacts.Weight"/> counts.
/// </summary>
internal sealed class OcsfMemory(LoadStream load, int most = OcsfMemory.Most)
{
    /// <summary>A name, a few ids and a list each; many more streams than a slice of the log has lines.</summary>
    private const int Most = 10_000;

    private readonly Dictionary<string, LinkedListNode<Known>> _known = [];

    /// <summary>The one asked for last stands first.</summary>
    private readonly LinkedList<Known> _order = [];

    private int _weight;

    /// <summary>Why the store could not read a stream, if that happened; in a log that is good it must not.</summary>
    public string? Trouble { get; private set; }

    /// <summary>How much is kept now.</summary>
    public int Weight => _weight;

    /// <summary>
    /// What the stream tells its lines at hand. A log that somebody changed is exported all the same: what cannot be read as a stream tells what those lines do
    /// that were seen of it.
    /// </summary>
    public async Task<StreamFacts> LookAsync(string stream, IReadOnlyList<ExportedLine> atHand)
    {
        var known = Take(stream);
        if (!known.IsBroken && atHand.Any(line => line.Line.Version > known.Facts.ReadTo))
            await ReadOnAsync(known);
        if (known.IsBroken)
        {
            foreach (var line in atHand.Where(line => line.Line.Version > known.Facts.ReadTo))
                known.Facts.Add(line);
        }

        Keep(known);
        return known.Facts;
    }

    private async Task ReadOnAsync(Known known)
    {
        try
        {
            foreach (var line in await load(new StreamId(known.Stream), known.Facts.ReadTo, default))
                known.Facts.Add(line);
        }
        catch (Exception e) when (e is StoreUnavailableException or JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            known.IsBroken = true;
            Trouble ??= e.Message;
        }
    }

    private Known Take(string stream)
    {
        if (!_known.Remove(stream, out var node))
            return new Known(stream);
        _order.Remove(node);
        _weight -= node.Value.Weight;
        return node.Value;
    }

    private void Keep(Known known)
    {
        known.Weight = known.Facts.Weight;
        _weight += known.Weight;
        _known[known.Stream] = _order.AddFirst(known);
        while (_weight > most && _order.Last is { } oldest)
            Take(oldest.Value.Stream);
    }

    private sealed class Known(string stream)
    {
        public string Stream => stream;

        public StreamFacts Facts { get; } = new();

        /// <summary>Whether the store cannot read it.</summary>
        public bool IsBroken { get; set; }

        public int Weight { get; set; }
    }
}
