using JitBot.Core.Time;
using NUnit.Framework;

namespace JitBot.Core.Tests.Time;

internal sealed class ClockWitnessTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // What the machine's clocks show; the true time is known to the providers alone.
    private DateTimeOffset wall;
    private DateTimeOffset truth;
    private TimeSpan monotonic;
    private ClockWitness witness = null!;

    [SetUp]
    public void Start()
    {
        (wall, truth, monotonic) = (Noon, Noon, TimeSpan.FromDays(3));
        witness = ClockWitness.Start(wall, monotonic);
    }

    [Test]
    public void A_steady_clock_is_trusted_with_and_without_witnesses()
    {
        Pass(Hour);
        Hear("directory");
        Pass(Hour);

        Assert.That(witness.Verdict, Is.EqualTo(new ClockVerdict.Trusted()));
        Assert.That((witness.MayGrant, witness.MayExpire, witness.Jump), Is.EqualTo((true, true, (ClockJump?)null)));
        Assert.That(witness.TrustedNow(wall), Is.EqualTo(wall));
    }

    [TestCase(4.9, false)]
    [TestCase(-4.9, false)]
    [TestCase(5.1, true)]
    [TestCase(-5.1, true)]
    public void A_jump_of_more_than_five_seconds_is_told_once_with_its_size(double seconds, bool told)
    {
        SetWall(seconds);
        Assert.That(witness.Jump?.Size, Is.EqualTo(told ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null));
        Assert.That(witness.MayGrant, "still within the tolerance");

        Pass(Second);
        Assert.That(witness.Jump, Is.Null);
    }

    [TestCase(61)]
    [TestCase(-61)]
    [TestCase(86_400)]
    public void A_jump_of_over_a_minute_without_a_witness_stops_grants_and_holds_expiries(double seconds)
    {
        SetWall(seconds);

        Assert.That(witness.Verdict, Is.EqualTo(new ClockVerdict.Suspect(monotonic)));
        Assert.That((witness.MayGrant, witness.MayExpire), Is.EqualTo((false, false)));
    }

    [Test]
    public void Many_small_steps_add_up()
    {
        for (int i = 0; i < 15; i++)
        {
            SetWall(4.1);
        }

        Assert.That(witness.MayGrant, Is.False);
    }

    [Test]
    public void Expiries_go_on_after_five_minutes_if_no_witness_can_be_heard()
    {
        SetWall(3600);
        Pass(ClockWitness.LongestHold - Second);
        Assert.That(witness.MayExpire, Is.False);

        Pass(Second);

        Assert.That((witness.MayGrant, witness.MayExpire), Is.EqualTo((false, true)));
        Assert.That(witness.TrustedNow(wall), Is.EqualTo(wall));
    }

    [Test]
    public void A_machine_that_slept_is_trusted_again_with_the_first_witness_that_agrees()
    {
        Hear("directory");
        Sleep(8 * Hour);
        Assert.That(witness.MayGrant, Is.False);
        Assert.That(witness.Jump!.Value.Size, Is.EqualTo(8 * Hour + Second));

        Hear("chat");

        Assert.That((witness.MayGrant, witness.MayExpire), Is.EqualTo((true, true)));
        Assert.That(witness.TrustedNow(wall), Is.EqualTo(wall));
    }

    [Test]
    public void A_witness_heard_before_the_first_tick_after_sleep_counts()
    {
        Hear("directory");
        wall += 8 * Hour;
        truth += 8 * Hour;

        Hear("directory");
        Assert.That(witness.Jump!.Value.Size, Is.EqualTo(8 * Hour));
        Pass(Second);

        Assert.That(witness.MayGrant);
    }

    [Test]
    public void A_clock_set_forward_is_overruled_by_a_witness_that_disagrees()
    {
        SetWall(3600);
        Hear("directory");
        Pass(Second);

        Assert.That(witness.MayGrant, Is.False);
        Assert.That(witness.MayExpire, "by the witness's time");
        Assert.That(witness.TrustedNow(wall), Is.EqualTo(truth));

        Pass(9 * TimeSpan.FromMinutes(1));
        Assert.That(witness.TrustedNow(wall), Is.EqualTo(truth), "carried on by the monotonic clock");
    }

    [Test]
    public void A_clock_set_back_is_overruled_by_the_witnesses_heard_before()
    {
        Hear("directory");
        SetWall(-3600);

        Assert.That((witness.MayGrant, witness.MayExpire), Is.EqualTo((false, true)));
        Assert.That(witness.TrustedNow(wall), Is.EqualTo(truth));
    }

    [Test]
    public void A_clock_set_back_does_not_fall_behind_the_high_water_when_the_witnesses_are_forgotten()
    {
        Hear("directory");
        SetWall(-3600);
        Pass(TimeSpan.FromMinutes(11));
        Pass(ClockWitness.LongestHold);

        Assert.That((witness.MayGrant, witness.MayExpire), Is.EqualTo((false, true)));
        Assert.That(witness.TrustedNow(wall), Is.EqualTo(truth));
    }

    [Test]
    public void A_clock_that_was_wrong_from_the_start_is_found_out()
    {
        truth -= 2 * Hour;
        Hear("directory");

        Assert.That(witness.MayGrant, Is.False);
        Assert.That(witness.TrustedNow(wall), Is.EqualTo(truth));
    }

    [Test]
    public void The_median_of_three_outvotes_one_liar()
    {
        Say("liar", Hour);
        Assert.That(witness.MayGrant, Is.False, "alone it is believed");

        Hear("directory");
        Hear("chat");

        Assert.That(witness.MayGrant);
    }

    [Test]
    public void Of_two_that_disagree_the_earlier_is_believed()
    {
        SetWall(3600);
        Say("liar", Hour);
        Assert.That(witness.MayGrant);

        Hear("directory");

        Assert.That(witness.MayGrant, Is.False);
        Assert.That(witness.TrustedNow(wall), Is.EqualTo(truth));
    }

    [Test]
    public void Only_the_latest_word_of_a_source_counts()
    {
        Say("directory", Hour);
        Hear("directory");

        Assert.That(witness.MayGrant);
    }

    [Test]
    public void Suspicion_outlives_its_witness_and_a_clock_that_comes_back_by_itself()
    {
        Say("directory", Hour);
        Assert.That(witness.TrustedNow(wall), Is.EqualTo(wall + Hour));
        Pass(TimeSpan.FromMinutes(11));
        Assert.That((witness.MayGrant, witness.MayExpire), Is.EqualTo((false, false)), "forgotten, but nobody agreed");
        Assert.That(witness.TrustedNow(wall), Is.EqualTo(wall));

        Pass(ClockWitness.LongestHold);
        Assert.That((witness.MayGrant, witness.MayExpire), Is.EqualTo((false, true)));

        SetWall(3600);
        SetWall(-3600);
        Assert.That(witness.MayGrant, Is.False);

        Hear("directory");
        Assert.That(witness.MayGrant);
    }

    [Test]
    public void Losing_the_witnesses_begins_a_new_hold()
    {
        SetWall(3600);
        Hear("directory");
        Pass(TimeSpan.FromMinutes(9));
        Assert.That(witness.MayExpire, "by the witness");

        SetWall(3600);
        Assert.That(witness.MayExpire, Is.False, "the forward jump left nobody to ask");
        Pass(ClockWitness.LongestHold);

        Assert.That(witness.MayExpire);
    }

    [Test]
    public void A_clock_that_keeps_jumping_does_not_hold_access_for_ever()
    {
        for (int minute = 0; minute < 5; minute++)
        {
            SetWall(120);
            Pass(TimeSpan.FromMinutes(1));
        }

        Assert.That(witness.MayExpire);
    }

    [Test]
    public void An_answer_overtaken_by_a_tick_counts_unless_the_clock_jumped_between()
    {
        SetWall(3600);
        (DateTimeOffset theirs, DateTimeOffset then, TimeSpan at) = (wall, wall, monotonic);
        Pass(Second);
        Assert.That(witness.Hear("directory", theirs, then, at).MayGrant, "overtaken");

        SetWall(-3600);
        Assert.That(witness.Hear("directory", theirs, then, at), Is.SameAs(witness), "jumped between");
    }

    [Test]
    public void A_start_behind_the_high_water_is_suspect_and_time_does_not_fall_behind_it()
    {
        witness = ClockWitness.Start(wall, monotonic, Noon + Hour);
        Assert.That((witness.MayGrant, witness.MayExpire), Is.EqualTo((false, false)));

        Pass(ClockWitness.LongestHold);

        Assert.That(witness.MayExpire);
        Assert.That(witness.TrustedNow(wall), Is.EqualTo(Noon + Hour + ClockWitness.LongestHold));
    }

    [Test]
    public void The_high_water_rises_with_agreement_only_and_a_wrong_one_is_put_right()
    {
        Assert.That(witness.HighWater, Is.Null);
        Hear("directory");
        DateTimeOffset agreed = truth;
        SetWall(86_400);
        Pass(Hour);
        Assert.That(witness.HighWater, Is.EqualTo(agreed), "one forward jump must not poison it");

        witness = ClockWitness.Start(truth, monotonic, truth.AddYears(1));
        wall = truth;
        Hear("directory");
        Pass(Hour);

        Assert.That(witness.MayGrant);
        Assert.That(witness.HighWater, Is.LessThanOrEqualTo(truth));
    }

    [Test]
    public void No_date_a_header_can_say_does_harm()
    {
        foreach (DateTimeOffset absurd in new[] { DateTimeOffset.MinValue, DateTimeOffset.MaxValue })
        {
            witness = witness.Hear("directory", absurd, wall, monotonic);
            Pass(Second);
            Assert.That(witness.MayGrant, Is.False);
        }

        Hear("directory");
        Assert.That(witness.MayGrant);
    }

    [Test]
    public void With_honest_witnesses_no_grant_and_no_expiry_is_judged_by_a_wrong_clock([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        bool heardSince = true;
        for (int step = 0; step < 2_000; step++)
        {
            switch (random.Next(12))
            {
                case 0:
                    SetWall((random.NextDouble() - 0.5) * 20_000);
                    heardSince = false;
                    break;
                case 1:
                    Sleep(TimeSpan.FromMinutes(random.Next(600)));
                    heardSince = false;
                    break;
                case < 5:
                    Hear($"provider {random.Next(3)}");
                    heardSince = true;
                    break;
                default:
                    Pass(TimeSpan.FromSeconds(random.Next(40)));
                    break;
            }

            bool wrong = (wall - truth).Duration() > ClockWitness.Tolerance;
            Assert.That(heardSince && wrong && witness.MayGrant, Is.False, $"step {step}: granted by a wrong clock");
            Assert.That(heardSince && witness.TrustedNow(wall) > truth + ClockWitness.Tolerance, Is.False, $"step {step}: expired early");
        }
    }

    private void Pass(TimeSpan time)
    {
        wall += time;
        truth += time;
        monotonic += time;
        witness = witness.Tick(wall, monotonic);
    }

    // Linux counts no time asleep in its monotonic clock.
    private void Sleep(TimeSpan time)
    {
        wall += time + Second;
        truth += time + Second;
        witness = witness.Tick(wall, monotonic);
    }

    private void SetWall(double secondsBy)
    {
        wall += TimeSpan.FromSeconds(secondsBy);
        witness = witness.Tick(wall, monotonic);
    }

    private void Hear(string source) => witness = witness.Hear(source, truth, wall, monotonic);

    private void Say(string source, TimeSpan wrongBy) => witness = witness.Hear(source, truth + wrongBy, wall, monotonic);
}
