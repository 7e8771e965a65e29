using JitBot.Chat.Slack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>Token rotation as a whole house has it, on and off.</summary>
internal sealed class SlackRotationTests
{
    private readonly KeptLog _log = new();

    [Test]
    public async Task Off_there_is_no_file_and_no_call()
    {
        await using var house = await SlackHouse.OpenAsync();
        await house.AskAsync();
        Assert.That(house.Posts, Is.Not.Empty);
        Assert.That(house.Slack.WebApi.Calls, Has.None.EqualTo(SlackTokensPlan.Method));
        Assert.That(house.Files, Has.None.Contains("slack").And.Some.Contains("jitbot.db"));
    }

    [Test]
    public async Task On_it_renews_by_itself_and_is_let_in_for_days()
    {
        await using var house = await SlackHouse.OpenRotatingAsync(services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log)));
        await house.SeeAsync(() => Renewals(house) == 1);
        for (var renewal = 2; renewal <= 5; renewal++)
            await WaitForAsync(house, renewal);
        Assert.That((await house.Services.GetRequiredService<SlackApi>().WhoAmIAsync(default)).IsOk);
        Assert.That(house.Files, Has.One.EqualTo("slack-tokens.json"));
        Assert.That(_log.Text, Does.Contain("token was renewed").And.Not.Contain("xoxe").And.Not.Contain("client-secret"));
    }

    private static int Renewals(SlackHouse house) => house.Slack.WebApi.Calls.Count(call => call == SlackTokensPlan.Method);

    /// <summary>Turns the clock, ten minutes at a time, until it is renewed once more.</summary>
    private static async Task WaitForAsync(SlackHouse house, int renewal)
    {
        var seen = house.SeeAsync(() => Renewals(house) == renewal);
        while (!seen.IsCompleted)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(10));
            await Task.WhenAny(seen, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System));
        }

        await seen;
    }
}
