using System.Globalization;
using JitBot.Engine;
using JitBot.Rooms.Tests.Slack;
using JitBot.Sandbox.LookAlikes.Teams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>
/// What JitBot does next after each error that Teams has a name for (the table in manifests/README.md); a card that was deleted is among the tests of
/// deciding, an app that is not installed among those of installing.
/// </summary>
internal sealed class TeamsErrorStoryTests
{
    /// <summary>More than fifteen failures with waits of a minute at most take.</summary>
    private const int LongEnough = 25;

    private KeptLog _log = null!;
    private TeamsHouse _house = null!;

    private IEnumerable<TeamsMessage> Cards => _house.Posts.Where(post => !post.IsReply);

    [SetUp]
    public async Task OpenAsync()
    {
        _log = new KeptLog();
        _house = await TeamsHouse.OpenAsync(adjust: services => services.AddLogging(logging => logging.AddProvider(_log)));
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _house.DisposeAsync();
        _log.Dispose();
    }

    [Test]
    public async Task A_channel_without_the_bot_sends_the_card_to_the_approvers_who_decide_there()
    {
        await _house.AskAsync();
        await _house.Teams.Cards("avery").PressAsync(_house.Card, "approve"); // since then the bot knows whom to write to
        await _house.DrainAsync();
        _house.Organisation.Put(_house.World.Approvals with { HasBot = false });
        await _house.AskAsync("vault");

        Assert.That(_log.Text, Does.Contain("BotNotInConversationRoster").And.Contain("add the app to the team or chat"));
        var card = _house.Teams.Person("avery").Notices.Last(notice => CardReading.Texts(notice.Card!).Contains("Approve"));
        await _house.Teams.Cards("avery").PressAsync(card, "approve");
        await _house.DrainAsync();
        Assert.That(_house.Organisation.Messages.Newest(card).Words, Does.Contain("1 of 2 approvals"));
    }

    [Test]
    public async Task A_precondition_that_failed_is_tried_again_and_posts_once()
    {
        _house.Teams.Faults.Next(ConnectorCall.Post, new ConnectorFault.Refuses(TeamsRefusal.PreconditionFailed), times: 3);
        await _house.AskAsync();
        await _house.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.That(Cards.Count(), Is.EqualTo(1));
        Assert.That(_house.Teams.Person("riley").Notices.Count(notice => notice.Words.Contains("You asked for", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_throttled_waits_as_long_as_it_is_told_to_and_posts_once()
    {
        _house.Teams.Faults.Next(ConnectorCall.Post, new ConnectorFault.Throttles(TimeSpan.FromSeconds(40)), times: 2);
        var asked = _house.Clock.GetUtcNow();
        await _house.AskAsync();
        Assert.That(Cards, Is.Empty);
        await _house.WaitAsync(TimeSpan.FromSeconds(30));
        await _house.WaitAsync(TimeSpan.FromMinutes(1));

        var posted = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Cards.Single().Id, CultureInfo.InvariantCulture)); // an id in Teams is the moment
        Assert.That(posted - asked, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(40)));
        Assert.That(_house.Teams.Person("riley").Notices.Count(notice => notice.Words.Contains("You asked for", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Whoever_has_blocked_the_bot_gets_access_and_no_notice_until_they_let_it_write_again()
    {
        await _house.AskAsync();
        _house.Teams.Person("riley").Block();
        await _house.Teams.Cards("avery").PressAsync(_house.Card, "approve");
        await _house.DrainAsync();
        Assert.That(_house.Card.Words, Does.Contain("Access in force"));
        Assert.That(_house.Chat("riley"), Does.Not.Contain("You have"));
        Assert.That(_log.Text, Does.Contain("cannot be sent the notice Granted").And.Contain("the person has blocked JitBot"));
        Assert.That(_house.World.Thread(_house.Card), Does.Not.Contain("could not be told"), "Whom they hear is their own matter.");

        _house.Teams.Person("riley").Block(isBlocked: false);
        await _house.AskAsync("vault");
        Assert.That(_house.Chat("riley"), Does.Contain("You asked for").And.Contain("Vault"));
    }

    [Test]
    public async Task What_is_too_large_is_set_aside_after_some_attempts_named_and_keeps_nobody_waiting()
    {
        _house.Teams.Faults.Always = new ConnectorFault.Refuses(TeamsRefusal.TooBig);
        await _house.Teams.Person("riley").SayAsync("request prod-db 2h fixing INC-123");
        for (var minute = 0; minute < LongEnough; minute++)
            await _house.WaitAsync(TimeSpan.FromMinutes(1));
        var problems = await _house.Services.GetRequiredService<Readiness>().LookAsync(default);
        Assert.That(problems.Select(problem => problem.Why), Has.Some.Contains("set aside"));
        Assert.That(_log.Text, Does.Contain("MessageSizeTooBig"));

        _house.Teams.Faults.Clear();
        await _house.Teams.Person("riley").SayAsync("request vault 2h fixing INC-124");
        await _house.DrainAsync();
        Assert.That(Cards.Select(card => card.Words), Has.Some.Contains("INC-124"));
    }
}
