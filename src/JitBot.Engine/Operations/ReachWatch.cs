using JitBot.Core.Chat;
using JitBot.Core.Operations;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Operations;

/// <summary>
/// Remembers which providers of the catalogue were reached, by what the rooms report. It is for readiness alone: people are told when it
/// matters to them, by removals that are overdue.
/// </summary>
internal sealed class ReachWatch
{
    private readonly Lock _gate = new();
    private readonly TrustedClock _clock;
    private readonly CurrentCatalogue _catalogue;
    private readonly Dictionary<string, (string? WhyNot, DateTimeOffset At)> _last = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset? _since;

    public ReachWatch(TrustedClock clock, CurrentCatalogue catalogue, DoorWitness witness)
    {
        (_clock, _catalogue) = (clock, catalogue);
        witness.Seen += Hear;
    }

    /// <summary>From now on each provider of the catalogue is expected to be reached: the process works, and asks them.</summary>
    public void Begin()
    {
        var now = _clock.Now;
        lock (_gate)
            _since = now;
    }

    /// <summary>The providers of the catalogue whose last contact failed, or that have not answered since the start.</summary>
    public IReadOnlyList<string> Unreached()
    {
        lock (_gate)
            return [.. Providers().Where(provider => _last.TryGetValue(provider, out var last) ? last.WhyNot is not null : _since is not null)];
    }

    /// <summary>In words, which providers were not reached since the start, or not when they were last asked.</summary>
    public IReadOnlyList<string> Look()
    {
        lock (_gate)
            return [.. Providers().Select(Say).OfType<string>()];
    }

    private IEnumerable<string> Providers() => _catalogue.Now.Entitlements.Select(entitlement => entitlement.Provider).Distinct(StringComparer.OrdinalIgnoreCase);

    private string? Say(string provider) => _last.TryGetValue(provider, out var last)
        ? last.WhyNot is { } why ? Words.Of($"{provider} could not be reached when it was last asked, {last.At}: {why} What has to be done there waits and is tried again.").ToPlainText() : null
        : _since is { } since ? Words.Of($"{provider} has not answered since JitBot started, {since}.").ToPlainText() : null;

    private void Hear(DoorWord word)
    {
        var now = _clock.Now;
        lock (_gate)
            _last[word.Door] = (word.WhyUnreached, now);
    }
}
