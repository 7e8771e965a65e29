using System.Text.Json.Nodes;
using JitBot.Chat.Slack;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

internal sealed class SlackFormTests
{
    private static readonly Entitlement Database = Entitlement("prod-db", "Production database");
    private static readonly AccessCatalogue Catalogue = new([Database, Entitlement("billing", "Billing reports")]);

    [Test]
    public void The_empty_form_is_as_approved() => Matches(SlackForm.Request(AskDraft.Empty, Prospect.None, null, "C0GENERAL"), "form-empty");

    [Test]
    public void The_filled_form_is_as_approved() => Matches(
        SlackForm.Request(
            AskDraft.Parse("prod-db 2h fixing INC-123", Catalogue),
            new Prospect([new StageDeciders(["Avery Quinn", "members of pagerduty PNIGHT (on call now: Morgan Reyes)"], 2)]) { UsualTime = "A yes usually takes 4 minutes (the last 12)." },
            "At most 1 hour here.",
            "C0GENERAL"),
        "form-filled");

    [TestCase("<@U0MORGAN>", "form-whom")]
    [TestCase("", "form-whom-missing")]
    public void The_form_for_somebody_else_is_as_approved(string whom, string name) =>
        Matches(SlackForm.Request(AskDraft.Parse("prod-db 2h fixing INC-123", Catalogue) with { Whom = whom }, Prospect.None, null, "C0GENERAL"), name);

    [Test]
    public void The_form_for_a_denial_is_as_approved() =>
        Matches(SlackForm.Deny(new SlackDecision("handle", "C0APPROVE", "1531420618.000100")), "form-deny");

    [TestCase("prod-db 2h fixing INC-123", "prod-db", "02:00:00", "fixing INC-123")]
    [TestCase("  PROD-DB   1h30m  a  b ", "prod-db", "01:30:00", "a b")]
    [TestCase("prod-db for 30m it is slow", "prod-db", "00:30:00", "it is slow")]
    [TestCase("prod-db for debugging it", "prod-db", null, "for debugging it")]
    [TestCase("prod-db fixing it for 2h", "prod-db", null, "fixing it for 2h")]
    [TestCase("prod-db 00:45:00", "prod-db", "00:45:00", "")]
    [TestCase("prod-db", "prod-db", null, "")]
    [TestCase("nothing 2h why", null, "02:00:00", "why")]
    [TestCase("", null, null, "")]
    public void A_line_is_read_as_far_as_it_is_understood(string line, string? entitlement, string? length, string justification)
    {
        var draft = AskDraft.Parse(line, Catalogue);
        Assert.That(draft.Entitlement?.Id, Is.EqualTo(entitlement));
        Assert.That(draft.Length?.ToString("c"), Is.EqualTo(length));
        Assert.That(draft.Justification, Is.EqualTo(justification));
        Assert.That(SlackForm.ReadDraft(SlackForm.DraftText(draft), Catalogue), Is.EqualTo(draft), "the way through a button");
    }

    [TestCase("prod-db 2h fixing INC-123", "")]
    [TestCase("prod-db 5h fixing INC-123", "length")]
    [TestCase("prod-db 2h no", "justification")]
    [TestCase("prod-db", "length justification")]
    [TestCase("nothing", "entitlement length")]
    public void What_is_missing_or_wrong_is_named_by_its_part(string line, string parts) =>
        Assert.That(string.Join(' ', AskDraft.Parse(line, Catalogue).Faults().Select(fault => fault.Part)), Is.EqualTo(parts));

    [Test]
    public void Letters_are_counted_as_readers_see_them_so_that_no_accents_make_a_short_reason_long() =>
        Assert.That(
            AskDraft.Parse("prod-db 2h a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", Catalogue).Faults().Single().Part,
            Is.EqualTo("justification"));

    [Test]
    public void A_length_that_was_typed_and_is_allowed_can_be_chosen_though_the_policy_does_not_list_it()
    {
        var view = SlackForm.Request(AskDraft.Parse("prod-db 90m fixing INC-123", Catalogue), Prospect.None, null, "");
        var menu = view["blocks"]!.AsArray().Single(block => (string?)block!["block_id"] == LengthBlock("prod-db"))!["element"]!;
        Assert.That((string?)menu["initial_option"]!["value"], Is.EqualTo("01:30:00"));
    }

    [Test]
    public void The_durations_of_another_entitlement_stand_in_another_block_so_that_a_choice_does_not_stay() =>
        Assert.That(LengthBlock("prod-db"), Is.Not.EqualTo(LengthBlock("billing")));

    [Test]
    public void Faults_stand_beside_their_blocks()
    {
        var draft = AskDraft.Parse("prod-db 5h no", Catalogue);
        var errors = SlackForm.Errors(draft, draft.Faults())["errors"]!.AsObject();
        Assert.That(errors.Select(error => error.Key), Is.EquivalentTo(new[] { LengthBlock("prod-db"), "justification" }));
    }

    [Test]
    public void An_entitlement_whose_id_no_menu_can_hold_is_left_out() =>
        Assert.That(
            SlackForm.Options([Entitlement(new string('x', SlackLimits.OptionValue + 1), "Too long"), Database]),
            Has.Count.EqualTo(1));

    [Test]
    public void Whatever_people_type_and_operators_name_the_forms_and_lists_fit() => AnyText.Holds(text =>
    {
        var odd = Database with { Name = text, Description = text };
        var draft = new AskDraft(odd, null, TimeSpan.FromHours(2), text);
        SlackFit.View(SlackForm.Request(draft, new Prospect([new StageDeciders([.. Enumerable.Repeat(text, SlackLimits.Names + 1)], 1)]), text, "C0GENERAL"));
        SlackFit.View(SlackForm.Request(new AskDraft(null, text, null, text), Prospect.None, text, ""));
        SlackFit.View(SlackForm.Deny(new SlackDecision("handle", "C0", "1.2")));
        SlackFit.Message(SlackForm.Offer(SlackForm.DraftText(draft)));
        var page = new TypedPage(text, new PageRequest(1, SlackLimits.Rows));
        SlackFit.Message(SlackLists.Catalogue(page.Wanted.Of([.. Enumerable.Repeat(odd, SlackLimits.Rows + 1)]), page, isEmpty: false));
        var view = SlackViews.Of(Phase.Active) with { Entitlement = text, Requester = text, Status = Words.Of($"{text}") };
        var views = page.Wanted.Of([.. Enumerable.Repeat(view, SlackLimits.Rows + 1)]);
        SlackFit.Message(SlackLists.Mine(views, "Yours:", "None.", "mine"));
        SlackFit.Message(SlackLists.Holders(odd, views, [new StageDeciders([text], 1)]));
        SlackFit.Message(SlackLists.Help());
    });

    [Test]
    public void Help_is_drawn_once_and_each_answer_is_a_copy_that_can_be_put_into_another()
    {
        var envelope = new SlackSocketMessage.Envelope("1", "slash_commands", [], TakesAnswer: true, 0);
        foreach (var answer in Enumerable.Range(0, 2).Select(_ => SlackSocketMessage.Acknowledge(envelope, SlackReply.Help)))
            Assert.That(JsonNode.DeepEquals(answer["payload"], SlackReply.Only(SlackLists.Help()).Body), Is.True);
    }

    private static void Matches(JsonObject view, string name)
    {
        SlackFit.View(view);
        Approved.Matches(view, name);
    }

    private static string LengthBlock(string entitlement) =>
        SlackForm.Request(AskDraft.Parse(entitlement, Catalogue), Prospect.None, null, "")["blocks"]!.AsArray()
        .Select(block => (string?)block!["block_id"]).Single(id => id?.StartsWith("length-", StringComparison.Ordinal) == true)!;

    private static Entitlement Entitlement(string id, string name) => new(
        id,
        name,
        "The one with the customers in it.",
        "Directory",
        "g-1",
        new Policy(
            "production",
            [new Rule.Everyone()],
            [new Stage([new Rule.Everyone()], 2, [])],
            [TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(4)],
            TimeSpan.FromHours(4),
            TimeSpan.FromHours(1),
            10));
}
