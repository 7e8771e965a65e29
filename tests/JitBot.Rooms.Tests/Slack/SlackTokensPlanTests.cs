using JitBot.Chat.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

internal sealed class SlackTokensPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [TestCase(121, SlackTokensStep.Use)]
    [TestCase(120, SlackTokensStep.Refresh)]
    [TestCase(-600, SlackTokensStep.Refresh)]
    public void A_token_is_renewed_two_hours_ahead_of_its_end(int minutesLeft, SlackTokensStep step) =>
        Assert.That(SlackTokensPlan.At(Pair(endsAt: Now + TimeSpan.FromMinutes(minutesLeft)), Now), Is.EqualTo(step));

    [Test]
    public void A_token_whose_end_nobody_knows_is_renewed_at_once() => Assert.That(SlackTokensPlan.At(Pair(), Now), Is.EqualTo(SlackTokensStep.Refresh));

    [TestCase("invalid_refresh_token", "r-1", "r-0", SlackTokensStep.FallBack)]
    [TestCase("invalid_refresh_token", "r-0", "r-0", SlackTokensStep.Tell)]
    [TestCase("invalid_refresh_token", "r-1", null, SlackTokensStep.Tell)]
    [TestCase("bad_client_secret", "r-1", "r-0", SlackTokensStep.Tell)]
    [TestCase("invalid_client_id", "r-1", "r-0", SlackTokensStep.Tell)]
    [TestCase(SlackAnswer.Unreachable, "r-1", "r-0", SlackTokensStep.Wait)]
    [TestCase("internal_error", "r-1", null, SlackTokensStep.Wait)]
    public void A_refusal_leads_to_the_token_before_to_a_human_or_to_another_try(string error, string spent, string? previous, SlackTokensStep step) =>
        Assert.That(SlackTokensPlan.After(Pair(previous: previous), spent, error), Is.EqualTo(step));

    [Test]
    public void The_pair_kept_goes_on_until_the_settings_hold_a_newer_one()
    {
        var (kept, same, newer) = (Pair(origin: "first"), Pair(origin: "first"), Pair(origin: "second"));
        Assert.That(SlackTokensPlan.Begin(kept, same), Is.SameAs(kept));
        Assert.That(SlackTokensPlan.Begin(kept, newer), Is.SameAs(newer));
        Assert.That(SlackTokensPlan.Begin(null, newer), Is.SameAs(newer));
    }

    [Test]
    public void Slack_is_left_alone_for_as_long_as_it_asks_within_reason()
    {
        Assert.That(SlackTokensPlan.Pause(SlackTokensStep.Wait, null), Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(SlackTokensPlan.Pause(SlackTokensStep.Wait, TimeSpan.FromMinutes(5)), Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(SlackTokensPlan.Pause(SlackTokensStep.Wait, TimeSpan.FromDays(5)), Is.EqualTo(TimeSpan.FromMinutes(15)));
        Assert.That(SlackTokensPlan.Pause(SlackTokensStep.Tell, null), Is.EqualTo(TimeSpan.FromMinutes(15)));
    }

    private static SlackTokensPair Pair(DateTimeOffset? endsAt = null, string? previous = null, string origin = "o") =>
        new() { Access = "a-1", Refresh = "r-1", EndsAt = endsAt, Previous = previous, Origin = origin };
}
