using System.Text.Json.Nodes;
using NUnit.Framework;
using static JitBot.Rooms.Tests.SlackLookAlike.Blocks;

namespace JitBot.Rooms.Tests.SlackLookAlike;

internal sealed class ShapesAreClosed : LookAlikeTests
{
    private static IEnumerable<TestCaseData> Malformed()
    {
        yield return Bad("unsupported type: carousel", new JsonObject { ["type"] = "carousel" });
        yield return Bad("missing required field: type", new JsonObject { ["text"] = Plain("words") });
        yield return Bad("invalid additional property: colour", With(Section("words"), "colour", "red"));
        yield return Bad("must define either `fields` or `text`", new JsonObject { ["type"] = "section" });
        yield return Bad("missing required field: text", new JsonObject { ["type"] = "header" });
        yield return Bad("must be more than 0 characters", Section(""));
        yield return Bad("unsupported type: mrkdwn", new JsonObject { ["type"] = "header", ["text"] = Markdown("*loud*") });
        yield return Bad("unsupported type: mrkdwn", Actions(With(Button("approve"), "text", Markdown("*Approve*"))));
        yield return Bad("invalid additional property: emoji", With(Section("words"), "text", With(Markdown("words"), "emoji", true)));
        yield return Bad("missing required field: text", Actions(new JsonObject { ["type"] = "button", ["action_id"] = "approve" }));
        yield return Bad("must be a valid enum value", Actions(With(Button("approve"), "style", "warning")));
        yield return Bad("unsupported type: plain_text_input", Actions(TextInput("why")));
        yield return Bad("unsupported type: button", Input("why", Button("approve")));
        yield return Bad("no fewer than 1 items allowed", Actions());
        yield return Bad("no fewer than 1 items allowed", Actions(Select("pick")));
        yield return Bad("must define either `options` or `option_groups`", Actions(With(TextInput("pick"), "type", "static_select")));
        yield return Bad(
            "must be one of the provided options", Actions(With(Select("pick", Option("a", "a")), "initial_option", Option("b", "b"))));
        yield return Bad("must be a string", Actions(With(Button("approve"), "value", 7)));
        yield return Bad("must be a boolean", With(Input("why", TextInput("why")), "optional", "yes"));
        yield return Bad("`block_id` \"same\" already exists", Named(Section("one"), "same"), Named(Section("two"), "same"));
        yield return Bad("`action_id` \"same\" already exists", Actions(Button("same"), Button("same")));
        yield return Bad("min_length must be", Input("why", With(With(TextInput("why"), "min_length", 20), "max_length", 10)));
    }

    [TestCaseSource(nameof(Malformed))]
    public async Task A_message_is_refused_because(string words, JsonObject[] blocks)
    {
        var arguments = new JsonObject { ["channel"] = Approvals.Id, ["blocks"] = new JsonArray([.. blocks]) };
        var answer = await CallAsync("chat.postMessage", arguments);

        Assert.That(Error(answer), Is.EqualTo("invalid_blocks"));
        Assert.That(answer["response_metadata"]!.ToJsonString(), Does.Contain(JsonValue.Create(words).ToJsonString().Trim('"')));
        Assert.That(Slack.Workspace.Messages.All, Is.Empty);
    }

    [Test]
    public async Task The_same_action_may_be_in_two_blocks()
    {
        var card = await PostAsync("card", [Actions(Button("approve", value: "one")), Actions(Button("approve", value: "two"))]);

        Assert.That(card.Blocks.Select(block => (string?)block!["block_id"]), Is.Unique.And.All.Not.Empty);
    }

    [Test]
    public async Task Every_kind_of_rich_text_is_taken()
    {
        const string Rich = """
            {"type":"rich_text","elements":[
              {"type":"rich_text_section","elements":[{"type":"text","text":"plain","style":{"bold":true}},{"type":"emoji","name":"tada"},
                {"type":"date","timestamp":1531420618,"format":"{date_num} {time}","fallback":"then"}]},
              {"type":"rich_text_list","style":"bullet","indent":0,"elements":[
                {"type":"rich_text_section","elements":[{"type":"text","text":"one"}]}]},
              {"type":"rich_text_quote","elements":[{"type":"text","text":"quoted"}]},
              {"type":"rich_text_preformatted","elements":[{"type":"text","text":"code"}]}]}
            """;

        var card = await PostAsync("card", [JsonNode.Parse(Rich)!]);

        Assert.That(card.Words, Does.Contain("quoted"));
    }

    [Test]
    public async Task A_view_with_inputs_needs_a_submit_button()
    {
        var view = Modal(Input("why", TextInput("why")));
        view.Remove("submit");

        Assert.That((await OpenAsync(view))["response_metadata"]!.ToJsonString(), Does.Contain("missing required field: submit"));
    }

    [Test]
    public async Task What_slack_would_parse_is_written_down()
    {
        const string Typed = "see <https://evil.example|here> and <@U0RILEY00> &lt;!here&gt; <!date^1^{date}|then>";

        await PostAsync("<!channel> hello", [Section(Typed)]);

        var kinds = Slack.Workspace.Messages.Markup.Select(markup => markup.Kind.ToString());
        Assert.That(kinds, Is.EquivalentTo(["MassMention", "Link", "Person"]));
    }

    [Test]
    public async Task Plain_text_is_never_markup()
    {
        await PostAsync("fallback", [new JsonObject { ["type"] = "header", ["text"] = Plain("<!channel> <https://a.example|b>") }]);

        Assert.That(Slack.Workspace.Messages.Markup, Is.Empty);
    }

    private static JsonObject Named(JsonObject block, string id) => With(block, "block_id", id);

    private static TestCaseData Bad(string words, params JsonObject[] blocks) => new TestCaseData(words, blocks).SetArgDisplayNames(words);
}
