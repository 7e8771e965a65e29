namespace JitBot.Core.Time;

/// <summary>
/// Watches the wall clock, which every due moment is measured by and which anybody may set. Two things can contradict it: the monotonic
/// clock, which says how much time went by, and the Date headers (RFC 9110 §6.6.1, whole seconds) of the providers' answers, which say
/// what time it is.
///
///     Trusted ──( jumped by over a minute, unwitnessed · over a minute from the median witness )──► Suspect
///        ▲                                                                                        │
///        └────────────────────────( the median witness agrees to within a minute )────────────────┘
///
/// A machine that slept looks like one whose clock was set forward, because the monotonic clock of Linux sleeps too; the first witness
/// tells the two apart. While suspect nothing is granted, and what is due by time alone waits: for a witness that agrees; or, when
/// witnesses disagree with the wall clock, it goes by their time; or, when none can be reached, it goes on after five minutes, since
/// taking access away fails safe.
/// </summary>
public sealed record ClockWitness
{
    /// <summary>
    /// A movement against the monotonic clock that is worth a line in the log; below it lie slewing and the pauses of a busy machine.
    /// </summary>
    public static readonly TimeSpan NoticedJump = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How far the wall clock may be from its witnesses: well above a slow answer and the whole seconds of a Date header.
    /// </summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long revocations wait for a witness when none can be heard: access must not stay for ever because the network is down.
    /// </summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(5);

    private ClockWitness(DateTimeOffset wall, TimeSpan monotonic) =>
        (Wall, Monotonic, VouchedWall, VouchedAt) = (wall, monotonic, wall, monotonic);

    /// <summary>The jump that the last tick noticed, or null.</summary>
    public ClockJump? Jump { get; private init; }

    /// <summary>Whether the wall clock can be believed.</summary>
    public ClockVerdict Verdict { get; private init; } = new ClockVerdict.Trusted();

    /// <summary>
    /// The latest time on which wall clock and witnesses agreed, by the witnesses; kept across a restart, no clock may fall behind it.
    /// </summary>
    public DateTimeOffset? HighWater { get; private init; }

    /// <summary>
    /// Whether it is suspect only because nobody has told the time yet: neither witnesses, nor the monotonic clock, nor the high water speak
    /// against it.
    /// </summary>
    public bool IsUnwitnessed => Verdict is ClockVerdict.Suspect && !IsContradicted;

    /// <summary>Whether witnesses, heard not long ago, disagree with the wall clock.</summary>
    public bool IsDenied => Verdict is ClockVerdict.Suspect && MedianWitness is not null;

    /// <summary>The time that was seen already, if the wall clock is behind it.</summary>
    public DateTimeOffset? Behind => Floor - Wall > Tolerance ? Floor : null;

    /// <summary>Whether access may be given now.</summary>
    public bool MayGrant => Verdict is ClockVerdict.Trusted;

    /// <summary>Whether what is due by time alone may be taken away now, judged by <see cref="TrustedNow"/>.</summary>
    public bool MayExpire =>
        Verdict is ClockVerdict.Trusted || MedianWitness is not null || Monotonic - AloneSince >= LongestHold;

    // As of the last tick.
    private DateTimeOffset Wall { get; init; }

    private TimeSpan Monotonic { get; init; }

    // When the wall clock was last vouched for, by a witness or by the start; since then it must have moved as the monotonic clock did.
    private DateTimeOffset VouchedWall { get; init; }

    private TimeSpan VouchedAt { get; init; }

    // The reading of the monotonic clock that belongs to the high water.
    private TimeSpan HighWaterAt { get; init; }

    // Since when the clock is suspect and no witness speaks. Not moved by a further jump: a clock that jumps all the time must not hold
    // access for ever.
    private TimeSpan? AloneSince { get; init; }

    // Whether anything spoke against the wall clock since it was last vouched for.
    private bool IsContradicted { get; init; }

    private ClockTestimony Testimony { get; init; } = ClockTestimony.None;

    private DateTimeOffset? MedianWitness => Testimony.Median(Monotonic);

    /// <summary>Begins to watch. A wall clock behind the high water of the run before is suspect from the start.</summary>
    public static ClockWitness Start(DateTimeOffset wall, TimeSpan monotonic, DateTimeOffset? highWater = null) =>
        new ClockWitness(wall, monotonic) { HighWater = highWater, HighWaterAt = monotonic }.Judged();

    /// <summary>
    /// Not to be believed before a witness has spoken, as after a start: nobody knows what happened to the clock while no process looked.
    /// </summary>
    public ClockWitness Doubted() => MedianWitness is null ? Suspected() with { AloneSince = Monotonic } : this;

    /// <summary>Takes both clocks' readings, made at the same moment: before each look at what is due, so about once a second.</summary>
    public ClockWitness Tick(DateTimeOffset wall, TimeSpan monotonic)
    {
        DateTimeOffset expected = Wall + (monotonic - Monotonic);
        bool jumped = (wall - expected).Duration() > NoticedJump;

        // After a forward jump nobody can tell how long the machine slept, so no earlier word can be carried to the present. Set back, it
        // can.
        ClockTestimony testimony = jumped && wall > expected ? ClockTestimony.None : Testimony.StillFresh(monotonic);
        return (this with
        {
            Wall = wall,
            Monotonic = monotonic,
            Jump = jumped ? new ClockJump(expected, wall) : null,
            Testimony = testimony,
        }).Judged();
    }

    /// <summary>
    /// Takes the Date header of a provider's answer as a witness, with both clocks' readings made when the answer came. One word per
    /// source is kept, so the source is the provider, not the address.
    /// </summary>
    public ClockWitness Hear(string source, DateTimeOffset theirDate, DateTimeOffset wallThen, TimeSpan monotonic)
    {
        if (monotonic >= Monotonic)
        {
            ClockWitness present = Tick(wallThen, monotonic);
            return (present with { Testimony = present.Testimony.With(source, theirDate, monotonic) }).Judged();
        }

        // An answer that was overtaken by a tick still counts, unless the clock jumped between the two.
        bool jumpedSince = (Wall - wallThen - (Monotonic - monotonic)).Duration() > NoticedJump;
        return jumpedSince ? this : (this with { Testimony = Testimony.With(source, theirDate, monotonic) }).Judged();
    }

    /// <summary>
    /// The time to judge dues by, and to write down: the wall clock while trusted; else the median witness's; else what the monotonic
    /// clock makes of the last time that was vouched for, so that a false time gets nowhere; and when no witness came in
    /// <see cref="LongestHold"/>, the wall clock, but not before the high water.
    /// </summary>
    public DateTimeOffset TrustedNow(DateTimeOffset wall)
    {
        if (Verdict is ClockVerdict.Trusted)
        {
            return wall;
        }

        if (!MayExpire)
        {
            return VouchedWall + (Monotonic - VouchedAt);
        }

        DateTimeOffset? floor = Floor;
        return MedianWitness ?? (floor > wall ? floor.Value : wall);
    }

    // Time never went slower than the monotonic clock, so it is at least this late.
    private DateTimeOffset? Floor => HighWater + (Monotonic - HighWaterAt);

    private ClockWitness Judged()
    {
        if (MedianWitness is { } median)
        {
            return (Wall - median).Duration() <= Tolerance ? Vouched(median) : Suspected() with { AloneSince = null, IsContradicted = true };
        }

        // Once suspect, only a witness clears it: a clock that comes back by itself may leave again.
        TimeSpan unwitnessed = Wall - VouchedWall - (Monotonic - VouchedAt);
        bool contradicted = unwitnessed.Duration() > Tolerance || Floor - Wall > Tolerance;
        bool suspect = Verdict is ClockVerdict.Suspect || contradicted;
        return suspect ? Suspected() with { AloneSince = AloneSince ?? Monotonic, IsContradicted = IsContradicted || contradicted } : this;
    }

    private ClockWitness Vouched(DateTimeOffset median)
    {
        // A high water that wall clock and witnesses contradict together was wrong itself.
        bool higher = !(Floor > median) || Floor - median > Tolerance;
        return this with
        {
            Verdict = new ClockVerdict.Trusted(),
            AloneSince = null,
            IsContradicted = false,
            VouchedWall = Wall,
            VouchedAt = Monotonic,
            HighWater = higher ? median : HighWater,
            HighWaterAt = higher ? Monotonic : HighWaterAt,
        };
    }

    private ClockWitness Suspected() =>
        Verdict is ClockVerdict.Suspect ? this : this with { Verdict = new ClockVerdict.Suspect(Monotonic) };
}
