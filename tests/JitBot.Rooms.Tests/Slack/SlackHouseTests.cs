using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>Tests that play people in Slack before the whole room.</summary>
internal abstract class SlackHouseTests(bool overSockets = false)
{
    protected SlackHouse House { get; private set; } = null!;

    [SetUp]
    public async Task OpenAsync() => House = await (overSockets ? SlackHouse.OpenOverSocketsAsync() : SlackHouse.OpenAsync());

    [TearDown]
    public async Task CloseAsync()
    {
        if (House is null)
            return;
        var complaints = House.Slack.Workspace.Complaints;
        var markup = House.Slack.Workspace.Messages.Markup;
        await House.DisposeAsync();
        Assert.That(complaints, Is.Empty, "Slack would have refused an answer");
        Assert.That(markup, Is.Empty, "Slack would have parsed a text");
    }
}
