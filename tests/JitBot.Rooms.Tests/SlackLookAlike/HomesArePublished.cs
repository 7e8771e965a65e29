using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;
using static JitBot.Rooms.Tests.SlackLookAlike.Blocks;

namespace JitBot.Rooms.Tests.SlackLookAlike;

internal sealed class HomesArePublished : LookAlikeTests
{
    private SlackHomeGestures RileysHome => Slack.Home("riley");

    [Test]
    public async Task Opening_the_tab_is_told_and_brings_the_view_once_there_is_one()
    {
        await RileysHome.OpenAsync();
        var first = App.Last.Json["event"]!;
        await PublishAsync(Home(Section("Nothing yet.")));
        await RileysHome.OpenAsync();
        var second = App.Last.Json["event"]!;
        await RileysHome.OpenMessagesAsync();

        Assert.That((string?)first["type"], Is.EqualTo("app_home_opened"));
        Assert.That((string?)first["user"], Is.EqualTo(Riley.Who.Id));
        Assert.That((string?)first["channel"], Is.EqualTo(Slack.Workspace.DirectMessage(Riley.Who).Id));
        Assert.That((string?)first["tab"], Is.EqualTo("home"));
        Assert.That(first["view"], Is.Null);
        Assert.That((string?)second["view"]!["type"], Is.EqualTo("home"));
        Assert.That((string?)App.Last.Json["event"]!["tab"], Is.EqualTo("messages"));
        Assert.That(App.Last.Json["event"]!["view"], Is.Null);
    }

    [Test]
    public async Task What_is_published_next_takes_the_place_of_what_was_there()
    {
        var first = await PublishAsync(Home(Section("One.")));
        var second = await PublishAsync(Home(Section("Two.")));

        Assert.That(RileysHome.View.Words, Does.Contain("Two.").And.Not.Contain("One."));
        Assert.That((string?)second["view"]!["id"], Is.EqualTo((string?)first["view"]!["id"]));
        Assert.That((string?)second["view"]!["hash"], Is.Not.EqualTo((string?)first["view"]!["hash"]));
    }

    [Test]
    public async Task A_hash_lets_only_the_newest_be_replaced()
    {
        var hash = (string?)(await PublishAsync(Home(Section("One."))))["view"]!["hash"];

        Assert.That(Error(await PublishAsync(Home(Section("Two.")), hash)), Is.Null);
        Assert.That(Error(await PublishAsync(Home(Section("Three.")), hash)), Is.EqualTo("hash_conflict"));
        Assert.That(RileysHome.View.Words, Does.Contain("Two."));
    }

    [Test]
    public async Task A_click_in_the_tab_comes_with_the_view_and_a_trigger_and_without_an_address_to_answer()
    {
        await PublishAsync(Home(Actions(Button("return", value: "handle-1"))));

        await RileysHome.ClickAsync("return");

        var payload = App.Last.Payload;
        Assert.That((string?)payload["type"], Is.EqualTo("block_actions"));
        Assert.That((string?)payload["container"]!["type"], Is.EqualTo("view"));
        Assert.That((string?)payload["container"]!["view_id"], Is.EqualTo(RileysHome.View.Id));
        Assert.That((string?)payload["view"]!["type"], Is.EqualTo("home"));
        Assert.That((string?)payload["view"]!["app_id"], Is.EqualTo(Slack.Workspace.App.AppId));
        Assert.That((string?)payload["actions"]![0]!["value"], Is.EqualTo("handle-1"));
        Assert.That(payload["response_url"], Is.Null);
        Assert.That(payload["channel"], Is.Null);
        Assert.That(Error(await CallAsync("views.open", new JsonObject { [Trigger] = (string?)payload[Trigger], ["view"] = Modal() })), Is.Null);
    }

    [Test]
    public async Task A_home_has_a_hundred_blocks_and_250_kB_and_nothing_of_a_modal()
    {
        var full = Home([.. Enumerable.Range(0, SlackLimits.BlocksInView).Select(_ => Section("x"))]);
        var over = Home([.. Enumerable.Range(0, SlackLimits.BlocksInView + 1).Select(_ => Section("x"))]);
        var heavy = Home([.. Enumerable.Range(0, SlackLimits.BlocksInView).Select(_ => Section(new string('x', SlackLimits.SectionText)))]);

        Assert.That(Error(await PublishAsync(full)), Is.Null);
        Assert.That(Error(await PublishAsync(over)), Is.EqualTo("invalid_arguments"));
        Assert.That(Error(await PublishAsync(heavy)), Is.EqualTo("view_too_large"));
        Assert.That(Error(await PublishAsync(Modal(Section("x")))), Is.EqualTo("invalid_arguments"));
    }

    [Test]
    public async Task Nobody_has_a_home_whom_the_workspace_does_not_know()
    {
        var answer = await CallAsync("views.publish", new JsonObject { ["user_id"] = "U0NOBODY0", ["view"] = Home(Section("x")) });

        Assert.That(Error(answer), Is.EqualTo("invalid_arguments"));
    }

    private Task<JsonObject> PublishAsync(JsonObject view, string? hash = null)
    {
        var arguments = new JsonObject { ["user_id"] = Riley.Who.Id, ["view"] = view };
        if (hash is not null)
            arguments["hash"] = hash;
        return CallAsync("views.publish", arguments);
    }

    /// <summary>An app whose Home tab is off.</summary>
    internal sealed class WhereTheTabIsOff : LookAlikeTests
    {
        protected override SlackApp Installed => new() { HasHomeTab = false };

        [Test]
        public async Task Nothing_is_published_and_nothing_opened()
        {
            var answer = await CallAsync("views.publish", new JsonObject { ["user_id"] = Riley.Who.Id, ["view"] = Home(Section("x")) });

            Assert.That(Error(answer), Is.EqualTo("not_enabled"));
            Assert.That(() => Slack.Home("riley").OpenAsync(), Throws.InvalidOperationException);
        }
    }
}
