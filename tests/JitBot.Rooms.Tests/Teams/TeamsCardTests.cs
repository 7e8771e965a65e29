using System.Text.Json.Nodes;
using JitBot.Chat.Teams;
using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Chat;
using JitBot.Core.Operations;
using JitBot.Rooms.Tests.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

internal sealed class TeamsCardTests
{
    private static readonly RequestId Id = new("r-7k2m9x4qbd");
    private static readonly TeamsRefresh ForRiley = new(["29:riley"]);
    private static readonly TeamsRefresh ForMany = new([.. Enumerable.Range(0, 100).Select(i => $"29:{new string('x', 80)}{i}")]);

    [TestCaseSource(nameof(Phases))]
    public void The_card_of_each_phase_is_as_approved(Phase phase)
    {
        var card = TeamsCards.Card(TeamsPictures.Of(phase), ForRiley);
        TeamsFit.Message(card);
        Approved.Matches(card.Card, $"card-{phase.ToString().ToLowerInvariant()}");
    }

    [Test]
    public void A_card_that_wants_a_reason_for_a_yes_is_as_approved()
    {
        var card = TeamsCards.Card(TeamsPictures.Of(Phase.Pending) with { AsksWhy = true }, ForRiley);
        TeamsFit.Message(card);
        Approved.Matches(card.Card, "card-asks-why");
    }

    [Test]
    public void The_card_of_what_was_asked_for_somebody_else_is_as_approved_for_everybody_and_for_whoever_asked()
    {
        var view = TeamsPictures.Of(Phase.Pending) with { AskedBy = "Morgan **Reyes** <at>everyone</at>" };
        Matches(TeamsCards.Card(view, ForRiley), "card-for-somebody-else");
        Matches(TeamsCards.Card(view, ForRiley, TeamsViewer.Asker), "card-for-somebody-else-asker");
    }

    [TestCase(Phase.Pending)]
    [TestCase(Phase.Active)]
    public void The_requesters_view_is_as_approved(Phase phase)
    {
        var card = TeamsCards.Card(TeamsPictures.Of(phase), ForRiley, TeamsViewer.Requester);
        TeamsFit.Message(card);
        Approved.Matches(card.Card, $"card-{phase.ToString().ToLowerInvariant()}-requester");
    }

    [Test]
    public void Whoever_asked_sees_no_way_to_decide([ValueSource(nameof(Phases))] Phase phase)
    {
        var text = TeamsCards.Card(TeamsPictures.Of(phase), ForRiley, TeamsViewer.Requester).Card.ToJsonString();
        Assert.That(text, Does.Not.Contain("\"approve\"").And.Not.Contain("\"deny\""));
        Assert.That(text.Contains("\"withdraw\"", StringComparison.Ordinal), Is.EqualTo(phase is Phase.Pending or Phase.Preparing));
    }

    [Test]
    public void Whoever_parted_from_the_account_that_asked_sees_no_buttons_at_all([ValueSource(nameof(Phases))] Phase phase) => Assert.That(
        TeamsCards.Card(TeamsPictures.Of(phase), ForRiley, TeamsViewer.Parted).Card["body"]!.ToJsonString(), Does.Not.Contain("ActionSet"));

    [Test]
    public void Everybody_elses_buttons_stand_on_a_card_only_while_it_waits_or_is_in_force([ValueSource(nameof(Phases))] Phase phase) => Assert.That(
        TeamsCards.Card(TeamsPictures.Of(phase), ForRiley).Card["body"]!.ToJsonString().Contains("ActionSet", StringComparison.Ordinal),
        Is.EqualTo(phase is Phase.Pending or Phase.Granting or Phase.Active));

    [Test]
    public void A_card_is_refreshed_while_it_is_not_over_and_for_sixty_people_at_most([ValueSource(nameof(Phases))] Phase phase)
    {
        var refresh = TeamsCards.Card(TeamsPictures.Of(phase), ForMany).Card["refresh"];
        Assert.That(refresh is not null, Is.EqualTo(phase is Phase.Preparing or Phase.Pending or Phase.Granting or Phase.Active));
        if (refresh is not null)
            Assert.That(refresh["userIds"]!.AsArray(), Has.Count.EqualTo(TeamsLimits.Viewers));
    }

    [Test]
    public void A_notifications_summary_never_shows_a_handle()
    {
        var view = TeamsPictures.Of(Phase.Pending);
        Assert.That(TeamsCards.Card(view).Summary, Does.Not.Contain(view.Handle));
    }

    [Test]
    public void A_line_is_as_approved() =>
        Matches(TeamsCards.Line(new ThreadLine(Id, 5, Words.Of($"{new Word.Strong("Avery Quinn")} said yes. In force until {TeamsPictures.At}."))), "line");

    [Test]
    public void A_notice_with_something_to_do_is_as_approved() =>
        Matches(TeamsCards.Notice(new Notice(Id, "Granted", Words.Of($"You have access until {TeamsPictures.At}."), "handle-1", "handle-2")), "notice");

    [Test]
    public void The_notice_of_an_end_opens_the_form_as_it_was_and_is_as_approved() => Matches(
        TeamsCards.Notice(new Notice(Id, "Ended", Words.Of($"{new Word.Strong("Production database")}: it is gone.")) { AskAgain = "prod-db 02:00:00 fixing INC-123 <at>everyone</at> & *fast*" }),
        "notice-ended");

    [Test]
    public void A_warning_unfolds_other_lengths_beside_the_button_and_is_as_approved()
    {
        var words = Words.Of($"Your access to {new Word.Strong("Production database")} ends {TeamsPictures.At}.");
        var warning = new Notice(Id, "EndsSoon", words, "handle-1") { ExtendHandle = "handle-1", MoreTimes = [TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromMinutes(90)] };
        Matches(TeamsCards.Notice(warning), "notice-warning");
    }

    [Test]
    public void An_announcement_is_as_approved()
    {
        var overdue = new Condition.RemovalsOverdue("Entra", 3, TeamsPictures.At, "Graph could not be reached.");
        Matches(TeamsCards.Announcement(new Announcement(overdue.Key, 7, AlertWords.Of(new OperationsEvent.Raised(overdue, TeamsPictures.At)))), "announcement");
    }

    [Test]
    public void A_posted_checkpoint_is_whole()
    {
        var checkpoint = new Checkpoint([new ChainHead(1, 183, new string('a', 64))], TeamsPictures.At, new string('b', 182), new string('c', 128));
        var post = TeamsCards.Announcement(CheckpointWords.Of(checkpoint));
        TeamsFit.Message(post);
        Assert.That(CheckpointJson.Find(string.Concat(TeamsFit.Words(post.Card).Split('|'))), Is.EqualTo(checkpoint));
    }

    [Test]
    public void Whatever_people_type_a_card_a_line_and_a_notice_fit_and_nothing_is_parsed() => AnyText.Holds(AssertFits);

    [TestCase("x")]
    [TestCase("\"\\")]
    [TestCase("語")]
    [TestCase("👩‍👩‍👧‍👦")]
    [TestCase("{{DATE(2026-03-02T09:30:00Z,SHORT)}}")]
    [TestCase("{{{{{{{")]
    [TestCase("\uE000")]
    [TestCase("a\n")]
    public void The_longest_there_can_be_of_anything_fits(string text) => AssertFits(string.Concat(Enumerable.Repeat(text, 5_000)));

    private static void AssertFits(string text)
    {
        foreach (var phase in Phases())
        {
            TeamsFit.Message(TeamsCards.Card(TeamsPictures.Full(text, phase), ForRiley));
            TeamsFit.Message(TeamsCards.Card(TeamsPictures.Full(text, phase), ForRiley, TeamsViewer.Requester));
        }

        var words = Words.Of($"{text} {new Word.Strong(text)} {TeamsPictures.At} {text}");
        TeamsFit.Message(TeamsCards.Line(new ThreadLine(Id, 1, words)));
        TeamsFit.Message(TeamsCards.Notice(new Notice(Id, "Granted", words, "handle", "handle")));
        TeamsFit.Message(TeamsCards.Announcement(new Announcement("disk/machine", 1, words)));
        TeamsFit.Message(TeamsCards.Summary(new Summary("ends", 1, words)));
    }

    private static void Matches(TeamsPost post, string name)
    {
        TeamsFit.Message(post);
        Approved.Matches(post.Card, name);
    }

    private static Phase[] Phases() => Enum.GetValues<Phase>();
}
