using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>
/// What every chat platform does with cards, threads and notices: inherited whole by each room, which supplies the world and nothing else.
/// </summary>
[TestFixture]
public abstract class ChatContract
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(17);
    private static readonly DateTimeOffset Later = new(2026, 3, 2, 11, 0, 0, TimeSpan.Zero);

    private Place.Channel _channel = null!;

    /// <summary>The world of this test.</summary>
    protected ChatWorld World { get; private set; } = null!;

    /// <summary>The platform under test.</summary>
    protected IChatPlatform Platform => World.Platform;

    /// <summary>The one hole: a fresh world.</summary>
    protected abstract Task<ChatWorld> StartWorldAsync();

    [SetUp]
    public async Task StartAsync()
    {
        World = await StartWorldAsync();
        _channel = World.AddChannel("approvals");
    }

    [TearDown]
    public async Task StopAsync() => await World.DisposeAsync();

    [Test]
    public async Task A_posted_card_stands_where_its_reference_says()
    {
        var card = await PostAsync(View());
        Assert.That(card.Platform, Is.EqualTo(Platform.Name));
        Assert.That(World.In(_channel).Select(message => message.Ref), Is.EqualTo(new[] { card }));
    }

    [Test]
    public async Task A_card_says_who_asks_for_what_for_how_long_why_and_who_may_decide()
    {
        await PostAsync(View());
        var words = World.In(_channel).Single().Words;
        string[] facts = ["Riley Stone", "Production database", "2 hours", "fixing INC-123", "Avery Quinn", "Waits until somebody"];
        foreach (var fact in facts)
            Assert.That(words, Does.Contain(fact));
    }

    [Test]
    public async Task An_updated_card_is_the_same_message_with_its_new_words()
    {
        var card = await PostAsync(View());
        foreach (var phase in Enum.GetValues<Phase>())
        {
            var view = View(version: 2) with { Phase = phase, Status = Words.Of($"Now it is {phase.ToString()}.") };
            Assert.That(await Platform.UpdateCardAsync(card, view, default), Is.EqualTo(new ChatAnswer.Posted(card)));
            Assert.That(World.In(_channel).Single().Words, Does.Contain($"Now it is {phase}."));
            World.Clock.Advance(TimeSpan.FromSeconds(1)); // no platform takes any number of changes in a moment
        }
    }

    [Test]
    public async Task A_card_posted_in_vain_is_taken_away_and_another_one_stays()
    {
        var (vain, counts) = (await PostAsync(View()), await PostAsync(View()));
        Assert.That(await Platform.DeleteCardAsync(vain, default), Is.InstanceOf<ChatAnswer.MessageGone>());
        Assert.That(await Platform.DeleteCardAsync(vain, default), Is.InstanceOf<ChatAnswer.MessageGone>(), "it is gone already");
        Assert.That(World.In(_channel).Select(message => message.Ref), Is.EqualTo(new[] { counts }));
    }

    [Test]
    public async Task Updating_a_card_that_was_deleted_tells_that_the_message_is_gone()
    {
        var card = await PostAsync(View());
        World.Delete(card);
        Assert.That(await Platform.UpdateCardAsync(card, View(version: 2), default), Is.TypeOf<ChatAnswer.MessageGone>());
    }

    [Test]
    public async Task Replying_to_a_card_that_was_deleted_tells_that_the_message_is_gone_and_leaves_no_stray_line()
    {
        var card = await PostAsync(View());
        World.Delete(card);
        Assert.That(await Platform.ReplyAsync(card, Line(2), mayBeThere: false, default), Is.TypeOf<ChatAnswer.MessageGone>());
        Assert.That(World.In(_channel), Is.Empty);
    }

    [Test]
    public async Task A_line_stands_in_the_thread_of_its_card()
    {
        var card = await PostAsync(View());
        Assert.That(await Platform.ReplyAsync(card, Line(2), mayBeThere: false, default), Is.TypeOf<ChatAnswer.Posted>());
        var line = World.In(_channel).Single(message => message.Ref != card);
        Assert.That(line.Thread, Is.EqualTo(card.Message));
        Assert.That(line.Words, Does.Contain("Version 2 happened"));
    }

    [Test]
    public async Task A_summary_whose_answer_was_lost_is_found_again_and_brought_up_to_date()
    {
        foreach (var (what, lose) in World.WaysToLoseAnAnswer)
        {
            var channel = World.AddChannel($"summary-{what}");
            lose();
            await Platform.SummariseAsync(channel, new Summary("ends-1", 1, Words.Of($"10 ended.")), mayBeThere: false, default);
            var again = await Platform.SummariseAsync(channel, new Summary("ends-1", 2, Words.Of($"11 ended.")), mayBeThere: true, default);
            Assert.That(again, Is.TypeOf<ChatAnswer.Posted>(), what);
            Assert.That(World.In(channel), Has.Count.EqualTo(World.StandsAfterALostAnswer), what);
            Assert.That(World.In(channel)[^1].Words, Does.Contain("11 ended.").And.Not.Contain("10 ended."), what);
        }
    }

    [Test]
    public async Task A_backlog_is_told_its_turn_and_what_people_wait_for_goes_before_it()
    {
        var card = await PostAsync(View());
        var over = View(version: 2) with { Phase = Phase.Ended };
        ChatAnswer answer;
        var sent = 0;
        while ((answer = await Platform.UpdateCardAsync(card, over, default)) is ChatAnswer.Posted && sent < 1000)
            sent++;
        Assert.That(answer, Is.InstanceOf<ChatAnswer.NotNow>().With.Property("IsBooked").True.And.Property("RetryAfter").GreaterThan(TimeSpan.Zero));
        var later = (ChatAnswer.NotNow)await Platform.UpdateCardAsync(card, over, default);
        World.Clock.Advance(((ChatAnswer.NotNow)answer).RetryAfter!.Value);
        Assert.That(await Platform.UpdateCardAsync(card, View(version: 3), default), Is.TypeOf<ChatAnswer.Posted>(), "somebody waits for this one");
        Assert.That(later.RetryAfter, Is.GreaterThanOrEqualTo(((ChatAnswer.NotNow)answer).RetryAfter!.Value));
    }

    [Test]
    public async Task A_channel_closed_to_us_is_told_as_a_place_that_is_gone()
    {
        foreach (var (what, lose) in World.WaysToLose)
        {
            var channel = World.AddChannel(what);
            var card = await PostAsync(View(), channel);
            lose(channel);
            Assert.That(await Platform.PostCardAsync(channel, View(), mayBeThere: false, default), Is.TypeOf<ChatAnswer.PlaceGone>(), what);
            Assert.That(
                await Platform.PostCardAsync(channel, View("r-another"), mayBeThere: true, default),
                Is.TypeOf<ChatAnswer.PlaceGone>(), what);
            Assert.That(await Platform.ReplyAsync(card, Line(2), mayBeThere: false, default), Is.TypeOf<ChatAnswer.PlaceGone>(), what);
        }
    }

    [Test]
    public async Task A_channel_that_never_was_is_a_place_that_is_gone() =>
        Assert.That(
            await Platform.PostCardAsync(World.UnknownChannel, View(), mayBeThere: false, default),
            Is.TypeOf<ChatAnswer.PlaceGone>());

    [Test]
    public async Task A_throttled_post_says_how_long_to_wait_and_posts_nothing()
    {
        World.ThrottleNextPost(Wait);
        var answer = await Platform.PostCardAsync(_channel, View(), mayBeThere: false, default);
        Assert.That(answer, Is.TypeOf<ChatAnswer.NotNow>().With.Property(nameof(ChatAnswer.NotNow.RetryAfter)).EqualTo(Wait));
        Assert.That(World.In(_channel), Is.Empty);
    }

    [Test]
    public async Task A_fault_of_the_platform_is_not_now_and_the_next_attempt_posts()
    {
        foreach (var (what, fail) in World.WaysToFail)
        {
            var channel = World.AddChannel(what);
            fail();
            var answer = await Platform.PostCardAsync(channel, View(), mayBeThere: false, default);
            Assert.That(answer, Is.TypeOf<ChatAnswer.NotNow>(), what);
            Assert.That(World.Secrets.Where(answer.ToString()!.Contains), Is.Empty, what);
            Assert.That(await Platform.PostCardAsync(channel, View(), mayBeThere: true, default), Is.TypeOf<ChatAnswer.Posted>(), what);
            Assert.That(World.In(channel), Has.Count.EqualTo(1), what);
        }
    }

    [Test]
    public async Task A_card_whose_answer_was_lost_is_found_again_where_the_platform_can_look()
    {
        foreach (var (what, lose) in World.WaysToLoseAnAnswer)
        {
            var channel = World.AddChannel(what);
            lose();
            Assert.That(await Platform.PostCardAsync(channel, View(), mayBeThere: false, default), Is.TypeOf<ChatAnswer.NotNow>(), what);
            World.Chatter(channel, "somebody talks meanwhile");
            var newer = View(version: 2) with { Status = Words.Of($"Newer words.") };
            var answer = await Platform.PostCardAsync(channel, newer, mayBeThere: true, default);
            var cards = World.In(channel).Where(message => message.Words.Contains("Riley Stone", StringComparison.Ordinal)).ToList();
            Assert.That(cards, Has.Count.EqualTo(World.StandsAfterALostAnswer), what);
            var card = cards[^1];
            Assert.That(answer, Is.EqualTo(new ChatAnswer.Posted(card.Ref)), what);
            Assert.That(card.Words, Does.Contain("Newer words."), what);
        }
    }

    [Test]
    public async Task A_line_whose_answer_was_lost_is_found_again_where_the_platform_can_look()
    {
        var card = await PostAsync(View());
        await Platform.ReplyAsync(card, Line(2), mayBeThere: false, default);
        World.WaysToLoseAnAnswer[0].Do();
        Assert.That(await Platform.ReplyAsync(card, Line(3), mayBeThere: false, default), Is.TypeOf<ChatAnswer.NotNow>());
        Assert.That(await Platform.ReplyAsync(card, Line(3), mayBeThere: true, default), Is.TypeOf<ChatAnswer.Posted>());
        Assert.That(await Platform.ReplyAsync(card, Line(4), mayBeThere: true, default), Is.TypeOf<ChatAnswer.Posted>());
        Assert.That(World.In(_channel).Count(message => message.Thread == card.Message && message.Ref != card), Is.EqualTo(2 + World.StandsAfterALostAnswer));
    }

    [Test]
    public async Task A_notice_whose_answer_was_lost_is_found_again_where_the_platform_can_look()
    {
        var riley = World.AddPerson("riley");
        await Platform.NotifyAsync(riley, Notice("Asked"), mayBeThere: false, default);
        World.WaysToLoseAnAnswer[0].Do();
        Assert.That(await Platform.NotifyAsync(riley, Notice("Granted"), mayBeThere: false, default), Is.TypeOf<ChatAnswer.NotNow>());
        Assert.That(await Platform.NotifyAsync(riley, Notice("Granted"), mayBeThere: true, default), Is.TypeOf<ChatAnswer.Posted>());
        Assert.That(World.To(riley), Has.Count.EqualTo(1 + World.StandsAfterALostAnswer));
    }

    [Test]
    public async Task An_announcement_stands_in_its_channel_and_reaches_a_person_alone()
    {
        var avery = World.AddPerson("avery");
        Assert.That(await Platform.AnnounceAsync(_channel, News(1), mayBeThere: false, default), Is.TypeOf<ChatAnswer.Posted>());
        Assert.That(World.In(_channel).Single().Words, Does.Contain("The disk is full since").And.Contain("Free some space."));
        Assert.That(World.To(avery), Is.Empty);
    }

    [Test]
    public async Task An_announcement_whose_answer_was_lost_is_found_again_where_the_platform_can_look()
    {
        foreach (var (what, lose) in World.WaysToLoseAnAnswer)
        {
            var channel = World.AddChannel(what);
            await Platform.AnnounceAsync(channel, News(1), mayBeThere: false, default);
            lose();
            Assert.That(await Platform.AnnounceAsync(channel, News(2), mayBeThere: false, default), Is.TypeOf<ChatAnswer.NotNow>(), what);
            Assert.That(await Platform.AnnounceAsync(channel, News(2), mayBeThere: true, default), Is.TypeOf<ChatAnswer.Posted>(), what);
            Assert.That(World.In(channel), Has.Count.EqualTo(1 + World.StandsAfterALostAnswer), what);
        }
    }

    [Test]
    public async Task An_announcement_in_a_channel_closed_to_us_tells_that_the_place_is_gone()
    {
        foreach (var (what, lose) in World.WaysToLose)
        {
            var channel = World.AddChannel(what);
            lose(channel);
            Assert.That(await Platform.AnnounceAsync(channel, News(1), mayBeThere: false, default), Is.TypeOf<ChatAnswer.PlaceGone>(), what);
        }
    }

    [Test]
    public async Task Another_requests_card_is_not_mistaken_for_the_one_that_may_be_there()
    {
        await PostAsync(View("r-one"));
        Assert.That(await Platform.PostCardAsync(_channel, View("r-two"), mayBeThere: true, default), Is.TypeOf<ChatAnswer.Posted>());
        Assert.That(World.In(_channel), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_notice_reaches_the_person_alone()
    {
        var riley = World.AddPerson("riley");
        var blake = World.AddPerson("blake");
        Assert.That(await Platform.NotifyAsync(riley, Notice("Granted"), mayBeThere: false, default), Is.TypeOf<ChatAnswer.Posted>());
        Assert.That(World.To(riley).Single().Words, Does.Contain("You have it until"));
        Assert.That(World.To(blake), Is.Empty);
        Assert.That(World.In(_channel), Is.Empty);
    }

    [Test]
    public async Task A_person_who_has_left_is_a_place_that_is_gone()
    {
        var riley = World.AddPerson("riley");
        World.Deactivate(riley);
        Assert.That(await Platform.NotifyAsync(riley, Notice("Granted"), mayBeThere: false, default), Is.TypeOf<ChatAnswer.PlaceGone>());
    }

    [TestCase("<!channel> <@U0RILEY00> <https://example.com|safe> & *bold* _it_ ~no~ `code`")]
    [TestCase("@here @everyone")]
    [TestCase("\uD83D \u0000 \u202E gnp.exe \u200B")]
    [TestCase("")]
    public Task The_platform_takes_whatever_people_type(string text) => TakesAsync(text);

    [Test]
    public Task The_platform_takes_however_much_people_type() => TakesAsync(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦 <&> ", 5_000)));

    private async Task TakesAsync(string text)
    {
        var words = Words.Of($"{text} {new Word.Strong(text)} {Later}");
        var view = View() with
        {
            Requester = text,
            Entitlement = text,
            Justification = text,
            Status = words,
            Approvers = [.. Enumerable.Repeat(text, 40)],
            Votes = [.. Enumerable.Repeat(new VoteView(text, true, Later), 40)],
        };
        var card = await PostAsync(view);
        Assert.That(await Platform.UpdateCardAsync(card, view with { Phase = Phase.Active }, default), Is.TypeOf<ChatAnswer.Posted>());
        Assert.That(
            await Platform.ReplyAsync(card, new ThreadLine(view.Id, 2, words), mayBeThere: false, default),
            Is.TypeOf<ChatAnswer.Posted>());
        Assert.That(
            await Platform.AnnounceAsync(_channel, News(1) with { Words = words }, mayBeThere: false, default),
            Is.TypeOf<ChatAnswer.Posted>());
        var riley = World.AddPerson("riley");
        Assert.That(
            await Platform.NotifyAsync(riley, Notice("Granted") with { Words = words }, mayBeThere: false, default),
            Is.TypeOf<ChatAnswer.Posted>());
    }

    /// <summary>Posts where nothing may be there yet; where it stands.</summary>
    protected async Task<MessageRef> PostAsync(RequestView view, Place.Channel? channel = null)
    {
        var answer = await Platform.PostCardAsync(channel ?? _channel, view, mayBeThere: false, default);
        Assert.That(answer, Is.TypeOf<ChatAnswer.Posted>());
        return ((ChatAnswer.Posted)answer).Message;
    }

    /// <summary>A request that waits for approval.</summary>
    protected static RequestView View(string id = "r-7k2m9x4qbd", long version = 1) => new(
        new RequestId(id),
        "0123456789abcdef0123456789abcdef",
        version,
        Phase.Pending,
        "Riley Stone",
        "Production database",
        TimeSpan.FromHours(2),
        "fixing INC-123",
        Words.Of($"Waits until somebody answers, or until {Later}."),
        [],
        1,
        ["Avery Quinn"]);

    private static ThreadLine Line(long version) =>
        new(new RequestId("r-7k2m9x4qbd"), version, Words.Of($"Version {(int)version} happened."));

    private static Announcement News(long version) =>
        new("disk/here", version, Words.Of($"{new Word.Strong("The disk is full")} since {Later}. Free some space."));

    private static Notice Notice(string kind) =>
        new(new RequestId("r-7k2m9x4qbd"), kind, Words.Of($"You have it until {Later}."), "handle");
}
