using System.Text.Json.Nodes;
using NUnit.Framework;
using static JitBot.Rooms.Tests.SlackLookAlike.Blocks;

namespace JitBot.Rooms.Tests.SlackLookAlike;

internal sealed class ModalsLiveAndDie : LookAlikeTests
{
    private static JsonObject Form => Modal(
        Input("why", TextInput("justification")),
        Input("what", new JsonObject { ["type"] = "external_select", ["action_id"] = "entitlement" }));

    [Test]
    public async Task A_trigger_opens_one_modal()
    {
        Assert.That((bool)(await OpenAsync(Form))["ok"]!, Is.True);
        Assert.That(RileysModal.Top.Title, Is.EqualTo("Ask for access"));

        var again = await CallAsync("views.open", new JsonObject { [Trigger] = App.Last.Field(Trigger), ["view"] = Form });

        Assert.That(Error(again), Is.EqualTo("exchanged_trigger_id"));
    }

    [TestCase(3.0, null)]
    [TestCase(3.1, "expired_trigger_id")]
    public async Task A_trigger_lives_for_three_seconds(double seconds, string? error)
    {
        await Riley.CommandAsync("/jit", "request");
        Clock.Advance(TimeSpan.FromSeconds(seconds));

        var answer = await CallAsync("views.open", new JsonObject { [Trigger] = App.Last.Field(Trigger), ["view"] = Form });

        Assert.That(Error(answer), Is.EqualTo(error));
    }

    [Test]
    public async Task A_trigger_nobody_made_opens_nothing()
    {
        var answer = await CallAsync("views.open", new JsonObject { [Trigger] = "1.2.3", ["view"] = Form });

        Assert.That(Error(answer), Is.EqualTo("invalid_trigger_id"));
    }

    [Test]
    public async Task A_view_is_updated_only_by_who_knows_its_newest_hash()
    {
        var view = (await OpenAsync(Form))["view"]!;
        var update = new JsonObject { ["view_id"] = view["id"]!.DeepClone(), ["hash"] = view["hash"]!.DeepClone(), ["view"] = Form };

        Assert.That(Error(await CallAsync("views.update", update)), Is.Null);
        Assert.That(Error(await CallAsync("views.update", update)), Is.EqualTo("hash_conflict"));
        update["view_id"] = "V0";
        Assert.That(Error(await CallAsync("views.update", update)), Is.EqualTo("not_found"));
    }

    [Test]
    public async Task What_is_filled_in_arrives_with_the_submission()
    {
        await OpenAsync(Form);
        App.Answer = """{"options":[{"text":{"type":"plain_text","text":"Production database"},"value":"prod-db"}]}""";
        var offered = await RileysModal.TypeAheadAsync("entitlement", "prod");
        App.Answer = "";

        await RileysModal.SubmitAsync([new("justification", "fixing INC-123"), new("entitlement", "prod-db")]);

        var values = App.Last.Payload["view"]!["state"]!["values"]!;
        Assert.That(offered.Single().Text, Is.EqualTo("Production database"));
        Assert.That((string?)values["why"]!["justification"]!["value"], Is.EqualTo("fixing INC-123"));
        Assert.That((string?)values["what"]!["entitlement"]!["selected_option"]!["value"], Is.EqualTo("prod-db"));
        Assert.That(RileysModal.IsOpen, Is.False);
    }

    [Test]
    public async Task Errors_keep_the_modal_open_and_must_name_inputs()
    {
        await OpenAsync(Modal(Input("why", TextInput("justification"))));
        App.Answer = """{"response_action":"errors","errors":{"why":"Too short"}}""";
        await RileysModal.SubmitAsync([new("justification", "x")]);
        Assert.That(RileysModal.Top.Errors["why"], Is.EqualTo("Too short"));

        App.Answer = """{"response_action":"errors","errors":{"justification":"Keyed by the wrong id"}}""";
        await RileysModal.SubmitAsync();

        Assert.That(Slack.Workspace.Complaints.Single(), Does.Contain("block_id"));
    }

    [Test]
    public async Task A_submission_may_be_answered_with_another_view()
    {
        await OpenAsync(Modal(Input("why", TextInput("justification"))));
        App.Answer = new JsonObject { ["response_action"] = "update", ["view"] = Modal(Section("Sent.")) }.ToJsonString();

        await RileysModal.SubmitAsync([new("justification", "fixing INC-123")]);

        Assert.That(RileysModal.Top.Words, Does.Contain("Sent."));
    }

    [Test]
    public async Task An_honest_client_does_not_send_what_is_not_filled_in()
    {
        await OpenAsync(Modal(Input("why", TextInput("justification"))));

        Assert.That(() => RileysModal.SubmitAsync(), Throws.InvalidOperationException);
        await RileysModal.SubmitAsync(@unchecked: true);

        Assert.That((string?)App.Last.Payload["type"], Is.EqualTo("view_submission"));
    }

    [Test]
    public async Task Closing_is_told_only_where_the_view_asks_for_it()
    {
        await OpenAsync(Modal(Section("Silent.")));
        Assert.That(await RileysModal.CloseAsync(), Is.Null);

        var told = Modal(Section("Told."));
        told["notify_on_close"] = true;
        await OpenAsync(told);
        await RileysModal.CloseAsync();

        Assert.That((string?)App.Last.Payload["type"], Is.EqualTo("view_closed"));
    }
}
