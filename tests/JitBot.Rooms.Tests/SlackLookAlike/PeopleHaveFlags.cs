using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.SlackLookAlike;

internal sealed class PeopleHaveFlags : LookAlikeTests
{
    [TestCase("is_restricted")]
    [TestCase("is_ultra_restricted")]
    [TestCase("is_stranger")]
    [TestCase("is_bot")]
    [TestCase("deleted")]
    public async Task Each_flag_is_told_by_users_info(string flag)
    {
        var person = Slack.Workspace.AddPerson("casey", person => flag switch
        {
            "is_restricted" => person with { IsRestricted = true },
            "is_ultra_restricted" => person with { IsUltraRestricted = true },
            "is_stranger" => person with { IsStranger = true, TeamId = "T0ELSEWHERE" },
            "is_bot" => person with { IsBot = true },
            _ => person with { IsDeleted = true },
        });

        var user = (await FormAsync("users.info", ("user", person.Id)))["user"]!;

        Assert.That((bool)user[flag]!, Is.True);
        Assert.That((string?)user["team_id"], Is.EqualTo(person.TeamId));
    }

    [Test]
    public async Task An_address_that_is_not_confirmed_is_told_as_such()
    {
        var person = Slack.Workspace.AddPerson("casey", person => person with { IsEmailConfirmed = false });

        var user = (await FormAsync("users.info", ("user", person.Id)))["user"]!;

        Assert.That((bool)user["is_email_confirmed"]!, Is.False);
    }

    [Test]
    public async Task Only_active_people_of_the_workspace_are_found_by_email()
    {
        Slack.Workspace.AddPerson("casey", person => person with { IsDeleted = true });
        Slack.Workspace.AddPerson("drew", person => person with { IsStranger = true });

        var riley = await FormAsync("users.lookupByEmail", ("email", "RILEY@example.com"));

        Assert.That((string?)riley["user"]!["id"], Is.EqualTo(Riley.Who.Id));
        Assert.That(Error(await FormAsync("users.lookupByEmail", ("email", "casey@example.com"))), Is.EqualTo("users_not_found"));
        Assert.That(Error(await FormAsync("users.lookupByEmail", ("email", "drew@example.com"))), Is.EqualTo("users_not_found"));
    }

    [Test]
    public async Task A_direct_message_is_opened_with_people_and_not_with_the_deactivated()
    {
        var casey = Slack.Workspace.AddPerson("casey", person => person with { IsDeleted = true });

        var opened = await CallAsync("conversations.open", new JsonObject { ["users"] = Riley.Who.Id });
        var refused = await CallAsync("conversations.open", new JsonObject { ["users"] = casey.Id });

        var direct = (string?)opened["channel"]!["id"];
        var sent = await CallAsync("chat.postMessage", new JsonObject { ["channel"] = direct, ["text"] = "granted" });
        Assert.That(Error(sent), Is.Null);
        Assert.That(Riley.DirectMessages.Single().Text, Is.EqualTo("granted"));
        Assert.That(Error(refused), Is.EqualTo("user_disabled"));
    }

    [Test]
    public async Task A_user_group_tells_of_its_active_members()
    {
        var casey = Slack.Workspace.AddPerson("casey", person => person with { IsDeleted = true });
        var group = Slack.Workspace.AddUserGroup("oncall", Riley.Who, casey);

        var active = await FormAsync("usergroups.users.list", ("usergroup", group));
        var all = await FormAsync("usergroups.users.list", ("usergroup", group), ("include_disabled", "true"));

        Assert.That(active["users"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(all["users"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(Error(await FormAsync("usergroups.users.list", ("usergroup", "S0NOBODY"))), Is.EqualTo("no_such_subteam"));
    }

    [Test]
    public async Task A_channel_tells_whether_others_share_it()
    {
        var shared = Slack.Workspace.AddChannel("shared", shape: channel => channel with { IsExternallyShared = true });

        var info = (await FormAsync("conversations.info", ("channel", shared.Id)))["channel"]!;

        Assert.That((bool)info["is_ext_shared"]!, Is.True);
        Assert.That((bool)info["is_member"]!, Is.True);
    }

    [Test]
    public async Task Whoever_waits_is_woken_by_the_change_they_wait_for()
    {
        var waiting = Slack.Workspace.WaitForAsync(
            () => Slack.Workspace.Messages.In(Approvals).FirstOrDefault(message => message.Text == "second"), CancellationToken.None);

        await PostAsync("first");
        Assert.That(waiting.IsCompleted, Is.False);
        await PostAsync("second");

        Assert.That((await waiting).Text, Is.EqualTo("second"));
    }
}
