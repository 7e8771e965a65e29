using JitBot.Core.Time;
using JitBot.Engine.Clock;
using JitBot.Testing;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Tests;

/// <summary>What the log says of the clock: whom it waits for, and who blames it.</summary>
[TestFixture]
public class ClockLogTests
{
    private readonly StoppedClock _time = new();
    private readonly DateWitness _witnesses = new();
    private readonly KeptLines _log = new();
    private TrustedClock _clock = null!;

    [SetUp]
    public void Start()
    {
        _log.Lines.Clear();
        _clock = new TrustedClock(_time, _witnesses, _log);
    }

    [Test]
    public void After_a_start_it_says_who_is_waited_for_and_blames_no_clock()
    {
        _clock.Doubt(["Entra", "Okta"]);
        _clock.Look();
        Assert.That(_log.Lines.Single(), Does.StartWith("Warning: Nobody has told the time yet; waiting for an answer of Entra, Okta, or of a chat. "
                + "Until then nothing is granted, and what is due to end waits, at most 5 minutes.")
            .And.EndWith($"The clock shows {_time.GetUtcNow():u}").And.Not.Contain("NTP"));
        Assert.That((_clock.Doubted!.IsUnwitnessed, _clock.MayGrant), Is.EqualTo((true, false)));

        _witnesses.Report("Okta", _time.GetUtcNow());
        Assert.That(_log.Lines[^1], Is.EqualTo("Information: The clock is confirmed"));
        Assert.That(_clock.Doubted, Is.Null);
    }

    [Test]
    public void A_witness_that_disagrees_is_an_error_of_the_clock_with_what_to_do()
    {
        _clock.Doubt(["Okta"]);
        _witnesses.Report("Okta", _time.GetUtcNow().AddHours(-2));
        Assert.That(_log.Lines[^1], Is.EqualTo(
            $"Error: The clock shows {_time.GetUtcNow():u} and may be wrong: witnesses say {_time.GetUtcNow().AddHours(-2):u}. "
            + "Nothing is granted until a provider's time agrees with it; set it right and see that it is kept so (NTP)"));
        Assert.That(_clock.Doubted!.IsUnwitnessed, Is.False);
    }

    [Test]
    public void A_clock_that_jumped_is_held_against_the_time_that_went_by()
    {
        var before = _time.GetUtcNow();
        _time.SetWall(before.AddHours(3));
        _clock.Look();
        Assert.That(_log.Lines[^1], Does.StartWith($"Error: The clock shows {before.AddHours(3):u} and may be wrong: by the time that went by it should be {before:u}."));
        Assert.That(_clock.Doubted!.IsUnwitnessed, Is.False);
    }

    [Test]
    public void A_clock_behind_what_was_seen_before_is_held_against_that()
    {
        var seen = _time.GetUtcNow().AddHours(3);
        _clock.NotBefore(seen);
        Assert.That(_log.Lines[^1], Does.StartWith($"Error: The clock shows {_time.GetUtcNow():u} and may be wrong: JitBot has already seen {seen:u}."));
        Assert.That(_clock.Doubted!.IsUnwitnessed, Is.False);
    }

    private sealed class KeptLines : ILogger<TrustedClock>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel > LogLevel.Debug;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
