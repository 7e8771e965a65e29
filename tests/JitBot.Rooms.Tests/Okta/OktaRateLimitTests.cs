using System.Globalization;
using System.Net;
using JitBot.Core.Holdings;
using JitBot.Core.Quota;
using JitBot.Providers.Okta;
using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>Okta's budgets are obeyed, and a wait is reckoned by Okta's clock.</summary>
public sealed class OktaRateLimitTests
{
    private static readonly DateTimeOffset Theirs = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [TestCase(-3600)]
    [TestCase(0)]
    [TestCase(3600)]
    public void A_wait_is_reckoned_by_the_servers_date_whatever_our_clock_says(int secondsOff)
    {
        var clock = new StoppedClock(Theirs + TimeSpan.FromSeconds(secondsOff));
        var limits = new OktaRateLimit(clock);
        using var answer = Answer(HttpStatusCode.TooManyRequests, limit: 600, remaining: 0, resetIn: 42);
        Assert.That(limits.Learn("users", answer), Is.EqualTo(TimeSpan.FromSeconds(42)));
        Assert.That(limits.Ask("users", Urgency.Removal), Is.EqualTo(TimeSpan.FromSeconds(42)));
        clock.SetWall(clock.GetUtcNow() + TimeSpan.FromDays(1));
        Assert.That(limits.Ask("users", Urgency.Removal), Is.EqualTo(TimeSpan.FromSeconds(42)), "a clock that jumps shortens nothing");
        clock.Advance(TimeSpan.FromSeconds(42));
        Assert.That(limits.Ask("users", Urgency.Removal), Is.Null);
    }

    [Test]
    public void The_last_call_of_a_budget_stops_the_next_and_other_kinds_go_on()
    {
        var limits = new OktaRateLimit(new StoppedClock(Theirs));
        using var answer = Answer(HttpStatusCode.OK, limit: 600, remaining: 0, resetIn: 10);
        Assert.That(limits.Learn("users", answer), Is.Null, "this call was answered");
        Assert.That(limits.Ask("users", Urgency.Removal), Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(limits.Ask("groups", Urgency.Removal), Is.Null);
    }

    [Test]
    public void The_last_fifth_of_a_budget_is_for_removals()
    {
        var clock = new StoppedClock(Theirs);
        var limits = new OktaRateLimit(clock);
        using var answer = Answer(HttpStatusCode.OK, limit: 600, remaining: 120, resetIn: 20);
        limits.Learn("members", answer);
        Assert.That(limits.Ask("members", Urgency.Grant), Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(limits.Ask("members", Urgency.Look), Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(limits.Ask("members", Urgency.Removal), Is.Null);
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.That(limits.Ask("members", Urgency.Grant), Is.Null);
    }

    [Test]
    public void Those_who_find_nothing_left_come_back_a_budget_at_a_time()
    {
        var limits = new OktaRateLimit(new StoppedClock(Theirs));
        using var answer = Answer(HttpStatusCode.OK, limit: 100, remaining: 99, resetIn: 60);
        limits.Learn("members", answer);
        var waits = Enumerable.Range(0, 300).Select(_ => limits.Ask("members", Urgency.Removal)?.TotalMinutes ?? 0).ToList();
        Assert.That(waits.GroupBy(wait => wait).Select(group => (group.Key, group.Count())), Is.EqualTo(new[] { (0.0, 100), (1.0, 100), (2.0, 100) }));
    }

    [Test]
    public void Too_many_calls_at_once_stop_none_but_that_one()
    {
        var limits = new OktaRateLimit(new StoppedClock(Theirs));
        using var answer = Answer(HttpStatusCode.TooManyRequests, limit: 0, remaining: 0, resetIn: 60);
        Assert.That(limits.Learn("users", answer), Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(limits.Ask("users", Urgency.Removal), Is.Null);
    }

    [TestCase(-10, 1)]
    [TestCase(0, 1)]
    [TestCase(1_000_000, 300)]
    public void A_wait_is_never_nothing_and_never_for_long(int resetIn, int seconds)
    {
        using var answer = Answer(HttpStatusCode.TooManyRequests, limit: 600, remaining: 0, resetIn);
        Assert.That(new OktaRateLimit(new StoppedClock(Theirs)).Learn("users", answer), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    public async Task When_the_budget_is_spent_nothing_is_sent_until_it_is_full_again()
    {
        await using var world = await OktaWorld.StartAsync(OktaCredential.ApiToken);
        world.Okta.Limits.PerMinute = 1;
        var key = world.Holding(world.AddGroup("Production database"), world.AddPerson("robin@example.com"));
        Assert.That(await world.Provider.AddAsync(key, "attempt", default), Is.TypeOf<ProviderAnswer.Added>());
        var refused = await world.Provider.RemoveAsync(key, "attempt", default);
        Assert.That((refused as ProviderAnswer.NotDone)?.RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(world.Requests, Has.Count.EqualTo(1));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await world.Provider.RemoveAsync(key, "attempt", default), Is.TypeOf<ProviderAnswer.Removed>());
    }

    [Test]
    public async Task A_call_refused_for_being_too_many_at_once_may_be_followed_by_another()
    {
        await using var world = await OktaWorld.StartAsync(OktaCredential.ApiToken);
        var key = world.Holding(world.AddGroup("Production database"), world.AddPerson("robin@example.com"));
        world.Okta.Limits.Crowd(1);
        Assert.That((await world.Provider.AddAsync(key, "attempt", default) as ProviderAnswer.NotDone)?.RetryAfter, Is.Not.Null);
        Assert.That(await world.Provider.AddAsync(key, "attempt", default), Is.TypeOf<ProviderAnswer.Added>());
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, int limit, int remaining, int resetIn)
    {
        var answer = new HttpResponseMessage(status);
        answer.Headers.Date = Theirs;
        answer.Headers.Add("X-Rate-Limit-Limit", limit.ToString(CultureInfo.InvariantCulture));
        answer.Headers.Add("X-Rate-Limit-Remaining", remaining.ToString(CultureInfo.InvariantCulture));
        answer.Headers.Add("X-Rate-Limit-Reset", (Theirs.ToUnixTimeSeconds() + resetIn).ToString(CultureInfo.InvariantCulture));
        return answer;
    }
}
