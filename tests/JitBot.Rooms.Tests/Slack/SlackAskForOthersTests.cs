using JitBot.Sandbox.LookAlikes.Slack;
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

    [TestCase("")]
    [TestCase("riley")]
    public async Task Where_the_policy_does_not_whoever_was_named_stays_in_the_form_and_nobody_is_asked_for_until_it_is_said_to_be_for_oneself(string oneself)
    {
        var modal = _house.Slack.Modal("riley");
        await _house.Slack.Person("riley").CommandAsync("/jit", "request vault 2h for @avery fixing INC-123");
        Assert.That(modal.Top.Words, Does.Contain("The policy lets nobody ask for somebody else here.").And.Contain("For whom?"));
        foreach (var press in new[] { "first", "second" })
        {
            await modal.SubmitAsync();
            await _house.DrainAsync();
            Assert.That(_house.Posts, Is.Empty, $"the {press} press asks for nobody, and least of all for whoever presses");
            Assert.That(modal.Top.Errors["whom"], Is.EqualTo("The policy lets nobody ask for somebody else here."));
        }

        await modal.SubmitAsync([new("whom", oneself.Length == 0 ? "" : Id(oneself))]);
        await _house.DrainAsync();
        Assert.That(SlackHouse.WordsOf(_house.Card), Does.Contain("Requester: Riley").And.Not.Contain("Asked by"));
    }

    [Test]
    public async Task Whoever_was_chosen_stays_when_something_is_chosen_that_may_not_be_asked_for_for_others_and_when_another_is_again()
    {
        await _house.Slack.Person("avery").CommandAsync("/jit", "request prod-db");
        await Modal.FillAsync("whom", Id("riley"));
        await ChooseAsync("vault");
        await Modal.SubmitAsync([new("length", "02:00:00"), new("justification", "fixing INC-123")]);
        await _house.DrainAsync();
        Assert.That(_house.Posts, Is.Empty);
        await ChooseAsync("prod-db");
        await Modal.SubmitAsync([new("length", "02:00:00")]);
        await _house.DrainAsync();
        Assert.That(SlackHouse.WordsOf(_house.Card), Does.Contain("Asked by: Avery for Riley"));
    }

    [Test]
    public async Task Where_whoever_was_named_is_not_found_the_form_is_not_sent_before_somebody_is_chosen_not_even_after_something_else_is()
    {
        await _house.Slack.Person("avery").CommandAsync("/jit", "request prod-db 2h for @nobody");
        Assert.That(Modal.Top.Words, Does.Contain("Whoever was named was not found. Choose them, or yourself if it is for you."));
        await ChooseAsync("vault");
        await ChooseAsync("prod-db");
        await Modal.FillAsync("length", "02:00:00");
        await Modal.FillAsync("justification", "fixing INC-123");
        Assert.That(() => Modal.SubmitAsync(), Throws.InvalidOperationException.With.Message.Contains("whom is not filled in"), "Slack's own client asks for it");
        await Modal.SubmitAsync(@unchecked: true);
        await _house.DrainAsync();
        Assert.That(_house.Posts, Is.Empty, "and what comes all the same is not asked");
        Assert.That(Modal.Top.Errors.Values, Is.EqualTo(new[] { "Whom you ask for was not found; choose them here." }));
        await Modal.SubmitAsync([new("whom", Id("riley"))]);
        await _house.DrainAsync();
        Assert.That(SlackHouse.WordsOf(_house.Card), Does.Contain("Asked by: Avery for Riley"));
    }

    [Test]
    public async Task No_note_of_the_form_hides_that_granting_is_frozen_and_that_hides_none()
    {
        await _house.Slack.Person("blake").CommandAsync("/jit", "freeze the tokens leaked");
        await _house.Slack.Person("avery").CommandAsync("/jit", "request prod-db 2h for @nobody");
        Assert.That(Modal.Top.Words, Does.Contain("Say in at least 10 characters").And.Contain("Whoever was named was not found.").And.Contain("Granting is frozen since"));
        await ChooseAsync("vault");
        Assert.That(Modal.Top.Words, Does.Contain("The policy lets nobody ask for somebody else here.").And.Contain("Granting is frozen since"));
    }

    [Test]
    public async Task Somebody_who_is_nobody_here_is_told_about_and_nothing_is_asked()
    {
        await _house.Slack.Person("avery").CommandAsync("/jit", "request prod-db 2h for @nobody fixing INC-123");
        await _house.DrainAsync();
        Assert.That(_house.Whispers("avery"), Does.Contain("is nobody JitBot knows here"));
        Assert.That(_house.Posts, Is.Empty);
    }

    private SlackModalGestures Modal => _house.Slack.Modal("avery");

    private string Id(string handle) => _house.Slack.Person(handle).Who.Id;

    private async Task ChooseAsync(string entitlement)
    {
        var offered = await Modal.TypeAheadAsync("entitlement", "");
        await Modal.FillAsync("entitlement", offered.Single(option => option.Value == entitlement).Value);
    }
}
