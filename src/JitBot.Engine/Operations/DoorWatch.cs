using JitBot.Core.Operations;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Operations;

/// <summary>Remembers which doors refuse our credential, by what the rooms report.</summary>
internal sealed class DoorWatch
{
    private readonly Lock _gate = new();
    private readonly TrustedClock _clock;
    private readonly Dictionary<string, Door> _doors = new(StringComparer.Ordinal);

    public DoorWatch(TrustedClock clock, DoorWitness witness)
    {
        _clock = clock;
        witness.Seen += Hear;
    }

    /// <summary>What was heard last of each door.</summary>
    public IReadOnlyList<Sighting> Sight()
    {
        lock (_gate)
            return [.. _doors.Select(pair => pair.Value.Sight(pair.Key))];
    }

    private void Hear(DoorWord word)
    {
        if (word.WhyUnreached is not null)
            return;
        var now = _clock.Now;
        lock (_gate)
        {
            if (!_doors.TryGetValue(word.Door, out var door))
                _doors[word.Door] = door = new Door();
            door.Hear(word, now);
        }
    }

    /// <summary>
    /// What a door refuses, by kind of call. A call that is let in shows that the credential as a whole is taken and this right is there; a
    /// right that is missing elsewhere is still missing.
    /// </summary>
    private sealed class Door
    {
        private readonly Dictionary<string, (string Why, DateTimeOffset Since, bool AsksOnly)> _refused = new(StringComparer.Ordinal);
        private DateTimeOffset _heardAt;

        public void Hear(DoorWord word, DateTimeOffset now)
        {
            if (word.Refusal is { } why)
            {
                _refused[word.Call] = (why, _refused.TryGetValue(word.Call, out var before) ? before.Since : now, word.AsksOnly);
            }
            else
            {
                _refused.Remove(DoorWitness.Everything);
                _refused.Remove(word.Call);
            }

            _heardAt = now;
        }

        public Sighting Sight(string name)
        {
            if (_refused.Count == 0)
                return Sighting.Well(Condition.DoorKey(name), _heardAt);
            var worst = _refused.TryGetValue(DoorWitness.Everything, out var whole) ? whole : _refused.Values.MinBy(each => each.Since);
            return Sighting.Of(new Condition.Refused(name, worst.Why) { AsksOnly = worst.AsksOnly }, _refused.Values.Min(each => each.Since), _heardAt);
        }
    }
}
