using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;
using static JitBot.Rooms.Tests.SlackLookAlike.Blocks;

namespace JitBot.Rooms.Tests.SlackLookAlike;

internal sealed class MessagesArePosted : LookAlikeTests
{
    private static JsonObject Metadata =>
        new() { ["event_type"] = "jitbot_effect", ["event_payload"] = new JsonObject { ["effect"] = "e-1" } };

    [Test]
    public async Task Timestamps_rise_while_the_clock_stands_still()
    {
        var first = await PostAsync("first");
        var second = await PostAsync("second");

        Assert.That(first.Ts, Is.EqualTo("1531420618.000000"));
        Assert.That(second.Ts, Is.EqualTo("1531420618.000001"));
    }

    [Test]
    public async Task History_gives_the_newest_first_and_metadata_whole_only_when_asked()
    {
        await PostAsync("first", metadata: Metadata);
        await PostAsync("second");

        var plain = await FormAsync("conversations.history", ("channel", Approvals.Id));
        var whole = await FormAsync("conversations.history", ("channel", Approvals.Id), ("include_all_metadata", "true"));

        Assert.That(plain["messages"]!.AsArray().Select(message => (string?)message!["text"]), Is.EqualTo(["second", "first"]));
        Assert.That(plain["messages"]![1]!["metadata"]!["event_payload"], Is.Null);
        Assert.That((string?)whole["messages"]![1]!["metadata"]!["event_payload"]!["effect"], Is.EqualTo("e-1"));
    }

    [Test]
    public async Task History_comes_in_pages_and_between_two_moments()
    {
        var posted = new List<SlackMessage>();
        foreach (var text in new[] { "1", "2", "3" })
            posted.Add(await PostAsync(text));

        var page = await FormAsync("conversations.history", ("channel", Approvals.Id), ("limit", "2"));
        var cursor = (string)page["response_metadata"]!["next_cursor"]!;
        var rest = await FormAsync("conversations.history", ("channel", Approvals.Id), ("limit", "2"), ("cursor", cursor));
        var since = await FormAsync("conversations.history", ("channel", Approvals.Id), ("oldest", posted[1].Ts));

        Assert.That((bool)page["has_more"]!, Is.True);
        Assert.That((string?)rest["messages"]!.AsArray().Single()!["text"], Is.EqualTo("1"));
        Assert.That((string?)since["messages"]!.AsArray().Single()!["text"], Is.EqualTo("3"));
    }

    [Test]
    public async Task Replies_stay_in_the_thread()
    {
        var card = await PostAsync("card");
        await ReplyAsync(card.Ts);

        var history = await FormAsync("conversations.history", ("channel", Approvals.Id));
        var replies = await FormAsync("conversations.replies", ("channel", Approvals.Id), ("ts", card.Ts));
        var lost = await ReplyAsync("1.000000");

        Assert.That(history["messages"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(replies["messages"]!.AsArray().Select(message => (string?)message!["text"]), Is.EqualTo(["card", "reply"]));
        Assert.That(Slack.Workspace.Messages.Thread(card).Single().Text, Is.EqualTo("reply"));
        Assert.That(Error(lost), Is.EqualTo("cannot_reply_to_message"));
    }

    [TestCase("archived", "is_archived")]
    [TestCase("without-the-bot", "not_in_channel")]
    [TestCase("private-without-the-bot", "channel_not_found")]
    [TestCase("C0NOWHERE", "channel_not_found")]
    public async Task A_channel_that_cannot_be_posted_to_says_why(string channel, string error)
    {
        Slack.Workspace.AddChannel("archived", shape: made => made with { IsArchived = true });
        Slack.Workspace.AddChannel("without-the-bot", shape: made => made with { Members = [] });
        Slack.Workspace.AddChannel("private-without-the-bot", SlackChannelKind.Private, shape: made => made with { Members = [] });
        var id = Slack.Workspace.FindChannel(channel)?.Id ?? channel;

        Assert.That(Error(await CallAsync("chat.postMessage", new JsonObject { ["channel"] = id, ["text"] = "card" })), Is.EqualTo(error));
    }

    [Test]
    public async Task A_message_says_something()
    {
        Assert.That(Error(await CallAsync("chat.postMessage", new JsonObject { ["channel"] = Approvals.Id })), Is.EqualTo("no_text"));
    }

    [Test]
    public async Task Only_its_own_messages_can_be_updated_and_what_is_left_out_stays()
    {
        var card = await PostAsync("card", [Section("Pending")], Metadata);
        var others = Riley.Say(Approvals, "hello");

        var updated = await UpdateAsync(card.Ts, "Approved");

        Assert.That(Error(updated), Is.Null);
        var newest = Slack.Workspace.Messages.Newest(card);
        Assert.That(newest.Words, Does.Contain("Approved").And.Contain("Pending"));
        Assert.That(newest.Metadata, Is.Not.Null);
        Assert.That(newest.EditedTs, Is.Not.Null);
        Assert.That(Error(await UpdateAsync(others.Ts, "mine now")), Is.EqualTo("cant_update_message"));
        Assert.That(Error(await UpdateAsync("1.000000", "nothing")), Is.EqualTo("message_not_found"));
    }

    [Test]
    public async Task A_deleted_message_is_not_there_any_more()
    {
        var card = await PostAsync("card");
        Riley.Delete(card);

        Assert.That(Error(await UpdateAsync(card.Ts, "Approved")), Is.EqualTo("message_not_found"));
        Assert.That(Slack.Workspace.Messages.In(Approvals), Is.Empty);
    }

    [Test]
    public async Task An_ephemeral_message_is_seen_by_one_member_and_is_in_no_history()
    {
        var arguments = new JsonObject { ["channel"] = Approvals.Id, ["user"] = Riley.Who.Id, ["text"] = "only you" };
        var shown = await CallAsync("chat.postEphemeral", arguments);
        arguments["user"] = Slack.Workspace.AddPerson("casey").Id;

        Assert.That(Error(shown), Is.Null);
        Assert.That(Error(await UpdateAsync((string)shown["message_ts"]!, "x")), Is.EqualTo("message_not_found"));
        Assert.That(Riley.Ephemerals.Single().Text, Is.EqualTo("only you"));
        Assert.That((await FormAsync("conversations.history", ("channel", Approvals.Id)))["messages"]!.AsArray(), Is.Empty);
        Assert.That(Error(await CallAsync("chat.postEphemeral", arguments)), Is.EqualTo("user_not_in_channel"));
    }

    [TestCase("""{"event_type":"x"}""", "invalid_metadata_schema")]
    [TestCase("""{"event_type":"x","event_payload":{},"more":1}""", "invalid_metadata_schema")]
    [TestCase("[]", "invalid_metadata_format")]
    public async Task Metadata_has_its_shape(string metadata, string error)
    {
        var answer = await CallAsync(
            "chat.postMessage", new JsonObject { ["channel"] = Approvals.Id, ["text"] = "card", ["metadata"] = JsonNode.Parse(metadata) });

        Assert.That(Error(answer), Is.EqualTo(error));
    }

    private Task<JsonObject> ReplyAsync(string threadTs) =>
        CallAsync("chat.postMessage", new JsonObject { ["channel"] = Approvals.Id, ["text"] = "reply", ["thread_ts"] = threadTs });

    private Task<JsonObject> UpdateAsync(string ts, string text) =>
        CallAsync("chat.update", new JsonObject { ["channel"] = Approvals.Id, ["ts"] = ts, ["text"] = text });
}
