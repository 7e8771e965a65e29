using JitBot.Core.Time;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Clock;

/// <summary>
/// The time the engine works with: the machine's clock in whole milliseconds, unless the monotonic clock or the providers' <c>Date</c>
/// headers speak against it (<see cref="ClockWitness"/>).
/// </summary>
public sealed partial class TrustedClock
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ILogger<TrustedClock> _log;
    private readonly long _start;
    private ClockWitness _witness;
    private DateTimeOffset _latest = DateTimeOffset.MinValue;
    private DateTimeOffset? _suspectSince;
    private bool _wasAhead;
    private string _awaited = "";

    /// <summary>Starts to watch the clock and to listen to the witnesses.</summary>
    public TrustedClock(TimeProvider time, DateWitness witnesses, ILogger<TrustedClock> log)
    {
        _time = time;
        _log = log;
        _start = time.GetTimestamp();
        _witness = ClockWitness.Start(time.GetUtcNow(), TimeSpan.Zero);
        witnesses.Seen += Hear;
    }

    /// <summary>Now, in UTC, cut to milliseconds as the log keeps them.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                var wall = _time.GetUtcNow();
                Take(_witness.Tick(wall, Elapsed));
                var now = Cut(_witness.TrustedNow(wall));
                _wasAhead |= now + ClockWitness.Tolerance < _latest;
                return _latest = now;
            }
        }
    }

    /// <summary>Whether access may be given: not while the clock is suspect.</summary>
    public bool MayGrant
    {
        get
        {
            lock (_gate)
                return _witness.MayGrant;
        }
    }

    /// <summary>Whether a witness has confirmed the clock since the start: only then is anything forgotten because of its age.</summary>
    public bool IsConfirmed
    {
        get
        {
            lock (_gate)
                return _witness is { MayGrant: true, HighWater: not null };
        }
    }

    /// <summary>Whether access may be ended because its time has come.</summary>
    public bool MayExpire
    {
        get
        {
            lock (_gate)
                return _witness.MayExpire;
        }
    }

    /// <summary>Since when the clock is suspect, and whether only because nobody has told the time yet; null while it is not.</summary>
    public ClockDoubt? Doubted
    {
        get
        {
            lock (_gate)
                return _suspectSince is { } since ? new ClockDoubt(since, _witness.IsUnwitnessed) : null;
        }
    }

    /// <summary>The latest time on which clock and witnesses agreed.</summary>
    public DateTimeOffset? HighWater
    {
        get
        {
            lock (_gate)
                return _witness.HighWater;
        }
    }

    /// <summary>Begins again with what the run before knew: a clock behind this time is suspect.</summary>
    public void NotBefore(DateTimeOffset highWater)
    {
        lock (_gate)
            Take(ClockWitness.Start(_time.GetUtcNow(), Elapsed, highWater));
    }

    /// <summary>Whether nobody can say yet what time it is: no witness has spoken, and it is too soon to go on without one.</summary>
    public bool IsDoubted
    {
        get
        {
            lock (_gate)
                return !_witness.MayExpire;
        }
    }

    /// <summary>Whether moments were set by a time that turned out to be ahead; asked once, it is forgotten.</summary>
    public bool TakeWasAhead()
    {
        lock (_gate)
        {
            var was = _wasAhead;
            _wasAhead = false;
            return was;
        }
    }

    /// <summary>Believes the clock no more until a witness has spoken; these are asked.</summary>
    public void Doubt(IEnumerable<string> witnesses)
    {
        lock (_gate)
        {
            _awaited = string.Join(", ", witnesses);
            Take(_witness.Doubted());
            _wasAhead = true; // nobody knows by what clock the process before set its moments
        }
    }

    /// <summary>Compares the wall clock with the monotonic one; called on every turn of the wheel.</summary>
    public void Look()
    {
        lock (_gate)
            Take(_witness.Tick(_time.GetUtcNow(), Elapsed));
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_start);

    private void Hear(string source, DateTimeOffset theirs)
    {
        lock (_gate)
        {
            var (wall, elapsed) = (_time.GetUtcNow(), Elapsed);
            Log.Heard(_log, source, theirs, wall, elapsed);
            Take(_witness.Hear(source, theirs, wall, elapsed));
        }
    }

    private void Take(ClockWitness next)
    {
        if (next.Jump is { } jump && next.Jump != _witness.Jump)
            Log.Jumped(_log, jump.Size, jump.Seen);
        LogDoubt(next, _time.GetUtcNow());
        _suspectSince = next.MayGrant ? null : _suspectSince ?? Cut(next.TrustedNow(_time.GetUtcNow()));
        if (!_witness.MayGrant && next.MayGrant)
            Log.Trusted(_log);
        _witness = next;
    }

    /// <summary>Says that the clock is in doubt, and once more if it was only untold and now something speaks against it.</summary>
    private void LogDoubt(ClockWitness next, DateTimeOffset wall)
    {
        if (next.MayGrant || !(_witness.MayGrant || _witness.IsUnwitnessed))
            return;
        if (!next.IsUnwitnessed)
            Log.Suspect(_log, wall, Whence(next), next is { IsDenied: false, Behind: { } floor } ? floor : next.TrustedNow(wall));
        else if (!_witness.IsUnwitnessed)
            Log.Untold(_log, _awaited, ClockWitness.LongestHold.TotalMinutes, wall);
    }

    private static string Whence(ClockWitness next) => next switch
    {
        { IsDenied: true } => "witnesses say",
        { Behind: not null } => "JitBot has already seen",
        _ => "by the time that went by it should be",
    };

    private static DateTimeOffset Cut(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The clock jumped by {Size}, to {Now:u}")]
        public static partial void Jumped(ILogger log, TimeSpan size, DateTimeOffset now);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "The clock shows {Wall:u} and may be wrong: {Whence} {Expected:u}. Nothing is granted until a provider's time agrees with it; set it right and see that it is kept so (NTP)")]
        public static partial void Suspect(ILogger log, DateTimeOffset wall, string whence, DateTimeOffset expected);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Nobody has told the time yet; waiting for an answer of {Witnesses}, or of a chat. "
                + "Until then nothing is granted, and what is due to end waits, at most {Minutes} minutes. The clock shows {Wall:u}")]
        public static partial void Untold(ILogger log, string witnesses, double minutes, DateTimeOffset wall);

        [LoggerMessage(Level = LogLevel.Debug, Message = "{Source} says it is {Theirs:u}; the clock shows {Wall:u}, {Elapsed} after the start")]
        public static partial void Heard(ILogger log, string source, DateTimeOffset theirs, DateTimeOffset wall, TimeSpan elapsed);

        [LoggerMessage(Level = LogLevel.Information, Message = "The clock is confirmed")]
        public static partial void Trusted(ILogger log);
    }
}

/// <summary>That the clock cannot be believed, since when, and whether only because nobody has told the time yet.</summary>
public sealed record ClockDoubt(DateTimeOffset Since, bool IsUnwitnessed);
