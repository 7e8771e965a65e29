using JitBot.Core.Operations;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Operations;

/// <summary>Remembers which chat platforms this process does not hear, and since when, by what the rooms report.</summary>
internal sealed class HearingWatch
{
    private readonly Lock _gate = new();
    private readonly TrustedClock _clock;
    private readonly Dictionary<string, (string? WhyNot, DateTimeOffset Since, DateTimeOffset At)> _doors = new(StringComparer.Ordinal);

    public HearingWatch(TrustedClock clock, HearingWitness witness)
    {
        _clock = clock;
        witness.Listen(Hear);
    }

    /// <summary>How it stands with each platform that said anything.</summary>
    public IReadOnlyList<Sighting> Sight(string machine)
    {
        lock (_gate)
        {
            return
            [
                .. _doors.Select(pair => pair.Value.WhyNot is { } why
                    ? Sighting.Of(new Condition.Unheard(machine, pair.Key, why), pair.Value.Since, _clock.Now)
                    : Sighting.Well(Condition.HearingKey(machine, pair.Key), pair.Value.At)),
            ];
        }
    }

    private void Hear(HearingWord word)
    {
        var now = _clock.Now;
        lock (_gate)
        {
            var didNot = _doors.TryGetValue(word.Door, out var before) && before.WhyNot is not null;
            _doors[word.Door] = (word.WhyNot, didNot && word.WhyNot is not null ? before.Since : now, now);
        }
    }
}
