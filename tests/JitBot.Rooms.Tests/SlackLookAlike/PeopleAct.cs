using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using static JitBot.Rooms.Tests.SlackLookAlike.Blocks;

namespace JitBot.Rooms.Tests.SlackLookAlike;

internal sealed class PeopleAct : LookAlikeTests
{
    [Test]
    public async Task A_click_carries_the_button_the_message_and_a_fresh_trigger()
    {
        var card = await PostAsync("card", [Actions(Button("approve", value: "handle-1"), Button("deny", "Deny"))]);

        await Riley.ClickAsync(card, "approve");

        var payload = App.Last.Payload;
        Assert.That(App.Last.Path, Is.EqualTo("/slack/interactions"));
        Assert.That((string?)payload["type"], Is.EqualTo("block_actions"));
        Assert.That((string?)payload["actions"]![0]!["value"], Is.EqualTo("handle-1"));
        Assert.That((string?)payload["container"]!["message_ts"], Is.EqualTo(card.Ts));
        Assert.That((string?)payload["user"]!["id"], Is.EqualTo(Riley.Who.Id));
        Assert.That((string?)payload["message"]!["blocks"]![0]!["elements"]![1]!["action_id"], Is.EqualTo("deny"));
        Assert.That(Error(await OpenWithAsync(payload)), Is.Null);
    }

    [Test]
    public async Task A_button_that_is_not_there_cannot_be_clicked()
    {
        var card = await PostAsync("card", [Actions(Button("approve"))]);

        Assert.That(() => Riley.ClickAsync(card, "deny"), Throws.InvalidOperationException.With.Message.Contains("approve"));
    }

    [Test]
    public async Task A_picked_option_is_one_that_is_offered()
    {
        var card = await PostAsync("card", [Actions(Select("for", Option("1 hour", "1h"), Option("2 hours", "2h")))]);

        await Riley.ClickAsync(card, "for", "2h");

        Assert.That((string?)App.Last.Payload["actions"]![0]!["selected_option"]!["value"], Is.EqualTo("2h"));
        Assert.That(() => Riley.ClickAsync(card, "for", "9h"), Throws.InvalidOperationException);
    }

    [Test]
    public async Task The_answer_to_a_command_is_shown_to_who_typed_it()
    {
        App.Answer = """{"response_type":"ephemeral","text":"Here is help."}""";

        await Riley.CommandAsync("/jit", "help");

        Assert.That(Riley.Ephemerals.Single().Text, Is.EqualTo("Here is help."));
        Assert.That(Slack.Workspace.Complaints, Is.Empty);
    }

    [Test]
    public async Task An_answer_slack_would_not_show_is_complained_of()
    {
        App.Answer = """{"blocks":[{"type":"section"}]}""";

        await Riley.CommandAsync("/jit", "help");

        Assert.That(Slack.Workspace.Complaints.Single(), Does.Contain("invalid_blocks"));
    }

    [Test]
    public async Task A_response_url_is_good_five_times_for_thirty_minutes()
    {
        await Riley.CommandAsync("/jit", "mine");
        var first = new Uri(App.Last.Field("response_url"));
        await Riley.CommandAsync("/jit", "mine");
        var second = new Uri(App.Last.Field("response_url"));

        for (var use = 1; use <= 5; use++)
            Assert.That((int)await AnswerAsync(first), Is.EqualTo(200));
        Assert.That((int)await AnswerAsync(first), Is.EqualTo(404));
        Clock.Advance(TimeSpan.FromMinutes(30.1));
        Assert.That((int)await AnswerAsync(second), Is.EqualTo(404));
        Assert.That(Riley.Ephemerals, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_reaction_is_told_with_its_skin_tone_and_kept()
    {
        var card = await PostAsync("card");

        await Riley.ReactAsync(card, "+1::skin-tone-3");

        var inner = App.Last.Json["event"]!;
        var got = await FormAsync("reactions.get", ("channel", Approvals.Id), ("timestamp", card.Ts));
        Assert.That((string?)inner["type"], Is.EqualTo("reaction_added"));
        Assert.That((string?)inner["reaction"], Is.EqualTo("+1::skin-tone-3"));
        Assert.That((string?)inner["item"]!["ts"], Is.EqualTo(card.Ts));
        Assert.That((string?)got["message"]!["reactions"]![0]!["users"]![0], Is.EqualTo(Riley.Who.Id));

        await Riley.UnreactAsync(card, "+1::skin-tone-3");

        Assert.That((string?)App.Last.Json["event"]!["type"], Is.EqualTo("reaction_removed"));
        Assert.That(Slack.Workspace.Messages.Newest(card).Reactions, Is.Empty);
    }

    [Test]
    public async Task Nothing_is_told_of_channels_the_bot_is_not_in()
    {
        var card = await PostAsync("card");
        await Riley.RemoveBotAsync(Approvals);
        var heard = App.All.Count;

        Assert.That(await Riley.ReactAsync(card, "+1"), Is.Null);

        Assert.That((string?)App.Last.Json["event"]!["type"], Is.EqualTo("channel_left"));
        Assert.That(App.All, Has.Count.EqualTo(heard));
    }

    [Test]
    public async Task Leaving_and_archiving_are_told()
    {
        await Riley.LeaveAsync(Approvals);
        Assert.That((string?)App.Last.Json["event"]!["type"], Is.EqualTo("member_left_channel"));

        await Riley.ArchiveAsync(Approvals);
        Assert.That((string?)App.Last.Json["event"]!["type"], Is.EqualTo("channel_archive"));
        Assert.That(Slack.Workspace.Channel("approvals").IsArchived, Is.True);
    }

    [Test]
    public async Task A_shortcut_brings_a_trigger()
    {
        await Riley.ShortcutAsync("request_access");

        Assert.That((string?)App.Last.Payload["callback_id"], Is.EqualTo("request_access"));
        Assert.That(Error(await OpenWithAsync(App.Last.Payload)), Is.Null);
    }

    private Task<JsonObject> OpenWithAsync(JsonObject payload) =>
        CallAsync("views.open", new JsonObject { [Trigger] = (string?)payload[Trigger], ["view"] = Modal() });

    private async Task<HttpStatusCode> AnswerAsync(Uri responseUrl)
    {
        using var answer = await Http.PostAsJsonAsync(responseUrl, new { text = "later" });
        return answer.StatusCode;
    }
}
