using System.Collections.Concurrent;
using JitBot.Core;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Engine.Clock;

namespace JitBot.Engine.People;

/// <summary>Says by which clock those live who are named in rules, for people to read: bounded in people and in time, remembered for a while, and silent where nobody knows.</summary>
public sealed class ZoneDesk(IEnumerable<IZoneSource> sources, TrustedClock clock, TimeProvider time)
{
    /// <summary>Nobody changes zones more often, and forms are opened often.</summary>
    private static readonly TimeSpan Serves = TimeSpan.FromMinutes(30);

    /// <summary>That it is not known is asked again soon: a chat may have been slow, or has heard of them since.</summary>
    private static readonly TimeSpan ServesUnknown = TimeSpan.FromMinutes(1);

    /// <summary>Each costs a call, and nobody reads more names than that in a form.</summary>
    private const int MostPeople = 10;

    /// <summary>More than any catalogue names; when it is full it is emptied, because asking again is cheap.</summary>
    private const int MostRemembered = 10_000;

    private readonly IReadOnlyList<IZoneSource> _sources = [.. sources];
    private readonly ConcurrentDictionary<PersonId, Told> _told = new();

    /// <summary>Those of whom something is said.</summary>
    public IReadOnlyList<PersonId> People(IEnumerable<Rule> rules) =>
        _sources.Count == 0 ? [] : [.. rules.OfType<Rule.Named>().Select(rule => rule.Person).Distinct().Take(MostPeople)];

    /// <summary>What was told lately, without asking anybody; people of whom it was not are left out.</summary>
    public IReadOnlyDictionary<PersonId, LocalClock?> Known(IEnumerable<PersonId> people) =>
        people.Select(person => (person, Told: Remembered(person))).Where(each => each.Told is not null).ToDictionary(each => each.person, each => each.Told!.Clock);

    /// <summary>The clock of each, asked for unless it was told lately; null where it is not known, or not told in time.</summary>
    public async Task<IReadOnlyDictionary<PersonId, LocalClock?>> AskAsync(IEnumerable<PersonId> people, CancellationToken ct)
    {
        using var enough = new CancellationTokenSource(OnCallDesk.Enough, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, ct);
        var answers = await Task.WhenAll(people.Select(async person =>
            (person, Clock: Remembered(person) is { } told ? told.Clock : await AskAsync(person, either.Token, ct))));
        return answers.ToDictionary(each => each.person, each => each.Clock);
    }

    private Told? Remembered(PersonId person) =>
        _told.TryGetValue(person, out var told) && clock.Now - told.At is var age && age >= TimeSpan.Zero && age < (told.Clock is null ? ServesUnknown : Serves) ? told : null;

    /// <summary>Whichever chat knows it first: people live in one place, whatever they write in.</summary>
    private async Task<LocalClock?> AskAsync(PersonId person, CancellationToken either, CancellationToken ct)
    {
        LocalClock? found = null;
        try
        {
            foreach (var source in _sources)
                found ??= await source.FindAsync(person, either).WaitAsync(either);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }

        if (_told.Count >= MostRemembered)
            _told.Clear();
        _told[person] = new Told(clock.Now, found);
        return found;
    }

    private sealed record Told(DateTimeOffset At, LocalClock? Clock);
}
