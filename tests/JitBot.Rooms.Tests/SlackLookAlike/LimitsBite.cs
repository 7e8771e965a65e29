using System.Text.Json.Nodes;
using NUnit.Framework;
using static JitBot.Rooms.Tests.SlackLookAlike.Blocks;

namespace JitBot.Rooms.Tests.SlackLookAlike;

/// <summary>Each limit, at its edge and one beyond it: the first is taken, the second refused with a pointer to the place.</summary>
internal sealed class LimitsBite : LookAlikeTests
{
    private static IEnumerable<TestCaseData> MessageLimits()
    {
        yield return Limit("blocks of a message", 50, "/blocks", length => Many(length, _ => Divider));
        yield return Limit("section text", 3000, "/blocks/0/text/text", length => [Section(Words(length))]);
        yield return Limit("section fields", 10, "/blocks/0/fields", length => [Fields(length, 1)]);
        yield return Limit("section field text", 2000, "/blocks/0/fields/0/text", length => [Fields(1, length)]);
        yield return Limit("header", 150, "/blocks/0/text/text", length => [Header(Words(length))]);
        yield return Limit("elements of actions", 25, "/blocks/0/elements", length => [Actions([.. Buttons(length)])]);
        yield return Limit("elements of context", 10, "/blocks/0/elements", length => [Context(length)]);
        yield return Limit("button text", 75, "/blocks/0/elements/0/text/text", length => [Actions(Button("approve", Words(length)))]);
        yield return Limit("button value", 2000, "/elements/0/value", length => [Actions(Button("approve", value: Words(length)))]);
        yield return Limit("button url", 3000, "/blocks/0/elements/0/url", length => [Actions(With(Button("open"), "url", Words(length)))]);
        yield return Limit("action_id", 255, "/blocks/0/elements/0/action_id", length => [Actions(Button(Words(length)))]);
        yield return Limit("block_id", 255, "/blocks/0/block_id", length => [With(Section("text"), "block_id", Words(length))]);
        yield return Limit("options", 100, "/blocks/0/elements/0/options", length => [Actions(Select("pick", [.. Options(length)]))]);
        yield return Limit("option text", 75, "/options/0/text/text", length => [Actions(Select("pick", Option(Words(length), "1h")))]);
        yield return Limit("option value", 150, "/options/0/value", length => [Actions(Select("pick", Option("1 hour", Words(length))))]);
        yield return Limit("option groups", 100, "/option_groups", length => [Actions(Grouped(length, 1))]);
        yield return Limit("group label", 75, "/option_groups/0/label/text", length => [Actions(Grouped(1, length))]);
        yield return Limit("placeholder", 150, "/placeholder/text", length =>
            [Actions(With(Select("pick", Option("1 hour", "1h")), "placeholder", Plain(Words(length))))]);
        yield return Limit("options of an overflow", 5, "/options", length => [Actions(Choice("overflow", length))]);
        yield return Limit("radio buttons", 10, "/options", length => [Actions(Choice("radio_buttons", length))]);
        yield return Limit("checkboxes", 10, "/options", length => [Actions(Choice("checkboxes", length))]);
        yield return Limit("confirm title", 100, "/confirm/title/text", length => [Actions(Confirmed(title: length))]);
        yield return Limit("confirm text", 300, "/confirm/text/text", length => [Actions(Confirmed(text: length))]);
        yield return Limit("confirm button", 30, "/confirm/confirm/text", length => [Actions(Confirmed(confirm: length))]);
        yield return Limit("deny button", 30, "/confirm/deny/text", length => [Actions(Confirmed(deny: length))]);
        yield return Limit("input label", 2000, "/label/text", length => [With(Input("b", TextInput("a")), "label", Plain(Words(length)))]);
        yield return Limit("input hint", 2000, "/hint/text", length => [With(Input("b", TextInput("a")), "hint", Plain(Words(length)))]);
        yield return Limit("markdown block", 12_000, "/blocks/0/text", length =>
            [new JsonObject { ["type"] = "markdown", ["text"] = Words(length) }]);
    }

    private static IEnumerable<TestCaseData> ViewLimits()
    {
        yield return Of("blocks of a view", 100, "/view/blocks", length => Modal(Many(length, _ => Divider)));
        yield return Of("title", 24, "/view/title/text", length => With(Modal(), "title", Plain(Words(length))));
        yield return Of("submit", 24, "/view/submit/text", length => With(Modal(), "submit", Plain(Words(length))));
        yield return Of("close", 24, "/view/close/text", length => With(Modal(), "close", Plain(Words(length))));
        yield return Of("private_metadata", 3000, "/view/private_metadata", length => With(Modal(), "private_metadata", Words(length)));
        yield return Of("callback_id", 255, "/view/callback_id", length => With(Modal(), "callback_id", Words(length)));
        yield return Of("external_id", 255, "/view/external_id", length => With(Modal(), "external_id", Words(length)));

        static TestCaseData Of(string what, int most, string at, Func<int, JsonObject> view) =>
            new TestCaseData(most, at, view).SetArgDisplayNames(what);
    }

    [TestCaseSource(nameof(MessageLimits))]
    public async Task A_message_keeps_its(int most, string at, Func<int, JsonObject[]> blocks)
    {
        foreach (var method in new[] { "chat.postMessage", "chat.postEphemeral" })
        {
            Assert.That(Error(await PostTryAsync(method, blocks(most))), Is.Null);
            var refused = await PostTryAsync(method, blocks(most + 1));
            Assert.That(Error(refused), Is.EqualTo("invalid_blocks"));
            Assert.That((string?)refused["response_metadata"]!["messages"]![0], Does.StartWith("[ERROR] ").And.Contain(at + "]"));
        }
    }

    [TestCaseSource(nameof(ViewLimits))]
    public async Task A_view_keeps_its(int most, string at, Func<int, JsonObject> view)
    {
        Assert.That(Error(await OpenAsync(view(most))), Is.Null);
        var refused = await OpenAsync(view(most + 1));
        Assert.That(Error(refused), Is.EqualTo("invalid_arguments"));
        Assert.That((string?)refused["response_metadata"]!["messages"]![0], Does.Contain(at + "]"));
    }

    [Test]
    public async Task A_view_of_more_than_250_kilobytes_is_too_large()
    {
        var view = Modal([.. Many(90, _ => Section(Words(2900)))]);

        Assert.That(Error(await OpenAsync(view)), Is.EqualTo("view_too_large"));
    }

    [TestCase(40_000, null)]
    [TestCase(40_001, "msg_too_long")]
    public async Task A_text_has_its_length(int length, string? error)
    {
        var answer = await CallAsync("chat.postMessage", new JsonObject { ["channel"] = Approvals.Id, ["text"] = Words(length) });

        Assert.That(Error(answer), Is.EqualTo(error));
    }

    [TestCase(4000, null)]
    [TestCase(4001, "msg_too_long")]
    public async Task An_updated_text_has_its_length(int length, string? error)
    {
        var card = await PostAsync("card");

        var arguments = new JsonObject { ["channel"] = Approvals.Id, ["ts"] = card.Ts, ["text"] = Words(length) };

        Assert.That(Error(await CallAsync("chat.update", arguments)), Is.EqualTo(error));
    }

    [Test]
    public async Task All_blocks_together_have_their_length()
    {
        Assert.That(Error(await PostTryAsync("chat.postMessage", Many(5, _ => Section(Words(2700))))), Is.EqualTo("msg_blocks_too_long"));
    }

    private static TestCaseData Limit(string what, int most, string at, Func<int, JsonObject[]> blocks) =>
        new TestCaseData(most, at, blocks).SetArgDisplayNames(what);

    private static JsonObject Divider => new() { ["type"] = "divider" };

    private static string Words(int length) => new('w', length);

    private static JsonObject[] Many(int count, Func<int, JsonObject> each) => [.. Enumerable.Range(0, count).Select(each)];

    private static JsonObject[] Buttons(int count) => Many(count, i => Button("button" + i));

    private static JsonObject[] Options(int count) => Many(count, i => Option("option " + i, "value" + i));

    private static JsonObject Choice(string type, int options) => With(Select("choice", [.. Options(options)]), "type", type);

    private static JsonObject Fields(int count, int length) =>
        new() { ["type"] = "section", ["fields"] = new JsonArray([.. Many(count, _ => Markdown(Words(length)))]) };

    private static JsonObject Context(int count) =>
        new() { ["type"] = "context", ["elements"] = new JsonArray([.. Many(count, _ => Markdown("words"))]) };

    private static JsonObject Grouped(int groups, int label) => new()
    {
        ["type"] = "static_select",
        ["action_id"] = "pick",
        ["option_groups"] = new JsonArray([.. Many(groups, i => new JsonObject
        {
            ["label"] = Plain(Words(label)),
            ["options"] = new JsonArray(Option("option", "value" + i)),
        })]),
    };

    private static JsonObject Confirmed(int title = 1, int text = 1, int confirm = 1, int deny = 1)
    {
        var dialog = new JsonObject
        {
            ["title"] = Plain(Words(title)),
            ["text"] = Plain(Words(text)),
            ["confirm"] = Plain(Words(confirm)),
            ["deny"] = Plain(Words(deny)),
        };
        return With(Button("approve"), "confirm", dialog);
    }

    private Task<JsonObject> PostTryAsync(string method, JsonObject[] blocks) => CallAsync(method, new JsonObject
    {
        ["channel"] = Approvals.Id,
        ["user"] = Riley.Who.Id,
        ["text"] = "fallback",
        ["blocks"] = new JsonArray([.. blocks]),
    });
}
