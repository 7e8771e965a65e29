using JitBot.Host.Tests.Running;

namespace JitBot.Host.Tests.NaturalPath;

/// <summary>What people type and how they are called stays text, through a whole story: I12. The fixture judges it after each.</summary>
internal sealed class HostileTextTests : StoryFixture
{
    private static readonly string[] Hostile =
    [
        "<!channel> <@U1> *x* <http://evil|x> _y_ ~z~",
        "<!subteam^S0TEAM> &lt;!here&gt; <#C0APPROVALS> `code` ```block```",
        "http://evil.example mailto:x@evil.example @here @channel #general :tada:",
        "> quote \u202Etext from right to left\u202C and \u0007 a bell <!everyone",
        "{\"type\":\"mrkdwn\",\"text\":\"<!channel>\"} ${jndi:ldap://evil} {0} %s \\u003c!channel\\u003e",
    ];

    [TestCaseSource(nameof(Hostile))]
    public async Task A_hostile_justification_stays_text_from_asking_to_the_end(string text)
    {
        App.Slack.Put(App.Slack.Person("riley") with { RealName = "<!here> *Riley* <http://evil|Riley>" });
        await As("riley").CommandAsync("/jit", $"request prod-db 1h INC-50 {text}");
        await App.DrainAsync();
        await ClickAsync("avery", Card("INC-50"), "approve");
        Assert.That(World.IsInProductionDatabase("riley"), Is.True);
        foreach (var verb in new[] { "mine", "status", "who prod-db", "list", text })
            await As("riley").CommandAsync("/jit", verb);
        await App.TurnAsync(TimeSpan.FromHours(1));

        Assert.That(World.Thread(Card("INC-50")), Does.Contain("confirmed that the membership is gone"));
    }

    [TestCaseSource(nameof(Hostile))]
    public async Task A_hostile_reason_for_a_denial_stays_text(string text)
    {
        var card = await AskAsync("INC-51 denied with malice");
        await ClickAsync("avery", card, "deny");
        await World.Slack.Modal("avery").SubmitAsync([new("reason", text)]);
        await App.DrainAsync();

        Assert.That(Card("INC-51").Words, Does.Contain("Denied"));
        Assert.That(As("riley").DirectMessages.Count(message => message.Words.Contains("denied your request", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task No_line_of_the_log_is_forged_by_a_name()
    {
        App.Slack.Put(App.Slack.Person("riley") with { RealName = "Riley\n2026-03-02 INF everything is fine" });
        await GrantAsync("INC-52 a name with a line in it");

        Assert.That(App.Log.Lines, Has.None.Contains("everything is fine"));
    }
}
