using JitBot.Core.Chat;

namespace JitBot.Core.Access;

/// <summary>
/// Which ends of access lie so close together in a place that they are told there in one message instead of one by one. What it remembers
/// may be lost: whoever finds out again that a place is crowded has told a few more of them singly, and nothing else. Thread-safe.
/// </summary>
public sealed class EndCrowd
{
    /// <summary>So many are told singly: as many as a channel can be told within seconds, and a person reads.</summary>
    public const int MostTold = 10;

    /// <summary>Ends are close together if they begin within so long of each other.</summary>
    public static readonly TimeSpan Around = TimeSpan.FromMinutes(1);

    /// <summary>The last of them may be removed hours later, when a provider is out; after a day the rest is told singly.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<Place, Dictionary<RequestId, DateTimeOffset>> _begun = [];
    private readonly Dictionary<Place, DateTimeOffset> _asked = [];

    /// <summary>A grant that is told of in this place began to end.</summary>
    public void Note(Place place, RequestId request, DateTimeOffset begun)
    {
        lock (_gate)
        {
            if (!_begun.TryGetValue(place, out var ends))
                _begun[place] = ends = [];
            ends[request] = begun;
        }
    }

    /// <summary>Whether so many others began to end at about this moment that none of them is told singly.</summary>
    public bool IsCrowded(Place place, DateTimeOffset begun)
    {
        lock (_gate)
        {
            return _begun.TryGetValue(place, out var ends)
                && ends.Values.Where(other => (other - begun).Duration() <= Around).Skip(MostTold).Any();
        }
    }

    /// <summary>True once in so long for a place: then the message that tells of them all is to be asked for.</summary>
    public bool TryAsk(Place place, DateTimeOffset now, TimeSpan every)
    {
        lock (_gate)
        {
            if (_asked.TryGetValue(place, out var last) && (now - last).Duration() < every)
                return false;
            _asked[place] = now;
            return true;
        }
    }

    /// <summary>Forgets what is too old to matter.</summary>
    public void Prune(DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var (place, ends) in _begun)
            {
                foreach (var old in ends.Where(end => now - end.Value > Remembered).Select(end => end.Key).ToList())
                    ends.Remove(old);
                if (ends.Count == 0)
                    _begun.Remove(place);
            }
        }
    }
}
