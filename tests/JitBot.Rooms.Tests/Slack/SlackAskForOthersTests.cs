using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>Asking for somebody else by a line and by the form, before the whole room.</summary>
internal sealed class SlackAskForOthersTests
{
    private const string Line = "request prod-db 2h for @riley fixing INC-123";

    private SlackHouse _house = null!;

    [SetUp]
    public async Task OpenAsync() => _house = await SlackHouse.OpenAsync([
        new("Catalogue:Policies:0:AskForOthers", "true"), new("Catalogue:Policies:0:Stages:0:Approvers:2", "person:blake@example.com")]);

    [TearDown]
    public async Task CloseAsync()
    {
        var complaints = _house.Slack.Workspace.Complaints;
        await _house.DisposeAsync();
        Assert.That(complaints, Is.Empty, "Slack would have refused an answer");
    }

    [TestCase("@riley")]
    [TestCase("riley@example.com")]
    [TestCase("<@{0}|riley>")]
    public async Task A_line_names_whom_it_is_for_both_are_named_and_told_and_neither_decides(string whom)
    {
        var named = whom.Replace("{0}", _house.Slack.Person("riley").Who.Id, StringComparison.Ordinal);
        await _house.Slack.Person("avery").CommandAsync("/jit", Line.Replace("@riley", named, StringComparison.Ordinal));
        await _house.DrainAsync();
        Assert.That(SlackHouse.WordsOf(_house.Card), Does.Contain("Asked by: Avery for Riley").And.Contain("Requester: Riley").And.Contain("asked for by Avery for Riley"));
        Assert.That(_house.Posts.Where(post => post.IsReply).Select(SlackHouse.WordsOf), Has.Some.Contains("Asked by Avery for Riley."));
        Assert.That(_house.Notices("riley"), Does.Contain("Avery asked for Production database for you"));
        Assert.That(_house.Notices("avery"), Does.Contain("You asked for Production database for Riley"));
        foreach (var own in new[] { "avery", "riley" })
        {
            await _house.Slack.Person(own).ReactAsync(_house.Card, "white_check_mark");
            await _house.DrainAsync();
            Assert.That(_house.IsMember, Is.False, own);
        }

        await _house.Slack.Person("blake").ReactAsync(_house.Card, "white_check_mark");
        await _house.DrainAsync();
        Assert.That(_house.IsMember, Is.True);
    }

    [Test]
    public async Task Whoever_asked_takes_it_back_from_their_own_notice()
    {
        await _house.Slack.Person("avery").CommandAsync("/jit", Line);
        await _house.DrainAsync();
        await _house.Slack.Person("avery").ClickAsync(_house.Slack.Person("avery").DirectMessages[^1], "withdraw");
        await _house.DrainAsync();
        Assert.That(_house.Posts.Where(post => post.IsReply).Select(SlackHouse.WordsOf), Has.Some.Contains("Avery withdrew the request."));
        Assert.That(_house.Notices("riley"), Does.Contain("Avery took back the request for Production database that they had made for you."));
    }

    [Test]
    public async Task The_form_asks_for_whom_where_the_policy_lets_it_be_somebody_else()
    {
        var modal = _house.Slack.Modal("avery");
        await _house.Slack.Person("avery").CommandAsync("/jit", "request vault 2h fixing INC-123 and more");
        await _house.DrainAsync();
        await _house.Slack.Person("avery").CommandAsync("/jit", "request prod-db for @riley");
        Assert.That(modal.Top.Words, Does.Contain("For whom?"));
        await modal.SubmitAsync([new("length", "02:00:00"), new("justification", "fixing INC-123")]);
        await _house.DrainAsync();
        Assert.That(_house.Posts.Select(SlackHouse.WordsOf), Has.Some.Contains("Asked by: Avery for Riley"), "who was named in the line stands in the form");
    }

    [Test]
    public async Task Where_the_policy_does_not_the_line_opens_the_form_and_says_so()
    {
        await _house.Slack.Person("avery").CommandAsync("/jit", "request vault 2h for @riley fixing INC-123");
        Assert.That(_house.Slack.Modal("avery").Top.Words, Does.Contain("The policy lets nobody ask for somebody else here.").And.Not.Contain("For whom?"));
        await _house.DrainAsync();
        Assert.That(_house.Posts, Is.Empty);
    }

    [Test]
    public async Task Somebody_who_is_nobody_here_is_told_about_and_nothing_is_asked()
    {
        await _house.Slack.Person("avery").CommandAsync("/jit", "request prod-db 2h for @nobody fixing INC-123");
        await _house.DrainAsync();
        Assert.That(_house.Whispers("avery"), Does.Contain("is nobody JitBot knows here"));
        Assert.That(_house.Posts, Is.Empty);
    }
}
