using JitBot.Chat.Slack;
using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Chat;
using JitBot.Core.Operations;
using NUnit.Framework;
using SlackBlocks = JitBot.Sandbox.LookAlikes.Slack.SlackBlocks;

namespace JitBot.Rooms.Tests.Slack;

internal sealed class SlackCardTests
{
    private static readonly RequestId Id = new("r-7k2m9x4qbd");

    [TestCaseSource(nameof(Phases))]
    public void The_card_of_each_phase_is_as_approved(Phase phase)
    {
        var card = SlackCards.Card(SlackViews.Of(phase));
        SlackFit.Message(card);
        Approved.Matches(card.Blocks, $"card-{phase.ToString().ToLowerInvariant()}");
    }

    [Test]
    public void A_card_has_buttons_to_decide_while_it_waits_buttons_to_end_it_while_it_is_in_force_and_none_otherwise([ValueSource(nameof(Phases))] Phase phase)
    {
        var buttons = SlackBlocks.Touchables(SlackCards.Card(SlackViews.Of(phase)).Blocks).Select(each => (string)each.Element["action_id"]!);
        Assert.That(buttons, Is.EqualTo(phase switch
        {
            Phase.Pending => ["approve", "approve_with", "deny"],
            Phase.Granting or Phase.Active => ["return", "revoke"],
            _ => Array.Empty<string>(),
        }));
    }

    [Test]
    public void The_mark_names_the_request_and_its_version_but_never_the_handle()
    {
        var view = SlackViews.Of(Phase.Pending);
        var card = SlackCards.Card(view);
        Assert.That(SlackMark.Read(card.Mark!.ToMetadata()), Is.EqualTo(new SlackMark(view.Id.Value, "card", view.Version)));
        Assert.That(card.Mark.ToMetadata().ToJsonString(), Does.Not.Contain(view.Handle));
        Assert.That(card.Text, Does.Not.Contain(view.Handle));
    }

    [Test]
    public void A_card_that_wants_a_reason_for_a_yes_is_as_approved()
    {
        var card = SlackCards.Card(SlackViews.Of(Phase.Pending) with { AsksWhy = true });
        SlackFit.Message(card);
        Approved.Matches(card.Blocks, "card-asks-why");
    }

    [Test]
    public void The_card_of_what_was_asked_for_somebody_else_is_as_approved()
    {
        var card = SlackCards.Card(SlackViews.Of(Phase.Pending) with { AskedBy = "Morgan *Reyes* <!here>" });
        SlackFit.Message(card);
        Assert.That(card.Text, Does.Contain("for Riley Stone"));
        Approved.Matches(card.Blocks, "card-for-somebody-else");
    }

    [Test]
    public void The_form_of_a_yes_is_as_approved([Values] bool asksWhy)
    {
        var form = SlackForm.Approve(new SlackDecision("handle-1", "C1", "1700000000.000100"), SlackViews.Of(Phase.Pending) with { AsksWhy = asksWhy });
        SlackFit.View(form);
        Approved.Matches(form, asksWhy ? "approve-with-reason" : "approve");
    }

    [Test]
    public void A_line_is_as_approved()
    {
        var words = Words.Of($"{new Word.Strong("Avery Quinn")} said yes. In force until {SlackViews.At}.");
        var line = SlackCards.Line(new ThreadLine(Id, 5, words));
        SlackFit.Message(line);
        Approved.Matches(line.Blocks, "line");
    }

    [Test]
    public void A_notice_with_something_to_do_is_as_approved()
    {
        var words = Words.Of($"You have access until {SlackViews.At}.");
        var notice = SlackCards.Notice(new Notice(Id, "Granted", words, "handle-1", "handle-2"));
        SlackFit.Message(notice);
        Approved.Matches(notice.Blocks, "notice");
    }

    [Test]
    public void The_notice_of_an_end_opens_the_form_as_it_was_and_is_as_approved()
    {
        var notice = SlackCards.Notice(new Notice(Id, "Ended", Words.Of($"{new Word.Strong("Production database")}: it is gone.")) { AskAgain = "prod-db 02:00:00 fixing INC-123 <now> & *fast*" });
        SlackFit.Message(notice);
        Approved.Matches(notice.Blocks, "notice-ended");
    }

    [Test]
    public void A_warning_has_a_menu_of_lengths_beside_the_button_and_is_as_approved()
    {
        var words = Words.Of($"Your access to {new Word.Strong("Production database")} ends {SlackViews.At}.");
        var notice = new Notice(Id, "EndsSoon", words, "handle-1") { ExtendHandle = "handle-1", MoreTimes = [TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromMinutes(90)] };
        var warning = SlackCards.Notice(notice);
        SlackFit.Message(warning);
        Approved.Matches(warning.Blocks, "notice-warning");
    }

    [Test]
    public void An_announcement_is_as_approved()
    {
        var overdue = new Condition.RemovalsOverdue("Entra", 3, SlackViews.At, "Graph could not be reached.");
        var words = AlertWords.Of(new OperationsEvent.Raised(overdue, SlackViews.At));
        var announcement = SlackCards.Announcement(new Announcement(overdue.Key, 7, words));
        SlackFit.Message(announcement);
        Approved.Matches(announcement.Blocks, "announcement");
    }

    [Test]
    public void A_posted_checkpoint_is_whole_and_as_approved()
    {
        var checkpoint = new Checkpoint([new ChainHead(1, 183, new string('a', 64))], SlackViews.At, new string('b', 182), new string('c', 128));
        var post = SlackCards.Announcement(CheckpointWords.Of(checkpoint));
        SlackFit.Message(post);
        Assert.That(CheckpointJson.Find(string.Concat(SlackBlocks.Texts(post.Blocks))), Is.EqualTo(checkpoint));
        Approved.Matches(post.Blocks, "checkpoint");
    }

    [Test]
    public void Whatever_people_type_a_card_a_line_and_a_notice_fit_and_nothing_is_parsed() => AnyText.Holds(text =>
    {
        var words = Words.Of($"{text} {new Word.Strong(text)} {SlackViews.At} {text}");
        var view = SlackViews.Of(Phase.Pending) with
        {
            Requester = text,
            Entitlement = text,
            Justification = text,
            Status = words,
            Votes = [.. Enumerable.Repeat(new VoteView(text, true, SlackViews.At), SlackLimits.Names + 1)],
            Approvers = [.. Enumerable.Repeat(text, SlackLimits.Names + 1)],
        };
        SlackFit.Message(SlackCards.Card(view));
        SlackFit.Message(SlackCards.Line(new ThreadLine(Id, 1, words)));
        SlackFit.Message(SlackCards.Notice(new Notice(Id, "Granted", words, "handle")));
        SlackFit.Message(SlackCards.Announcement(new Announcement("disk/machine", 1, words)));
    });

    private static Phase[] Phases() => Enum.GetValues<Phase>();
}
