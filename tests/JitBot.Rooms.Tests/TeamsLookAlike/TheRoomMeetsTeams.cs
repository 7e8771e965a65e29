using System.Text.Json.Nodes;
using JitBot.Chat.Teams;
using JitBot.Sandbox.LookAlikes.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>The real door and the real calls, with nothing between them and the look-alike.</summary>
internal sealed class TheRoomMeetsTeams : TeamsLookAlikeTests
{
    private static readonly IEnumerable<TeamsForgery> Wrong = Enum.GetValues<TeamsForgery>().Except([TeamsForgery.None]);

    private TeamsRoomBesideIt _room = null!;

    [SetUp]
    public async Task OpenAsync() => _room = await TeamsRoomBesideIt.OpenAsync(World, Tokens, Clock);

    [TearDown]
    public async Task CloseAsync() => await _room.DisposeAsync();

    [Test]
    public async Task What_is_right_comes_in()
    {
        Assert.That((await Teams.Deliveries.ForgeAsync(Activity(), TeamsForgery.None)).Status, Is.EqualTo(200));
        Assert.That((await Riley.InstallAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_wrong_delivery_of_each_kind_is_turned_away_with_an_empty_body([ValueSource(nameof(Wrong))] TeamsForgery forgery)
    {
        var answer = await Teams.Deliveries.ForgeAsync(Activity(), forgery);

        Assert.That((answer.Status, answer.Body), Is.EqualTo((403, "")));
    }

    [Test]
    public async Task A_new_key_is_found_and_what_the_old_one_signed_stays_good()
    {
        await Teams.Deliveries.ForgeAsync(Activity(), TeamsForgery.None);
        Clock.Advance(TimeSpan.FromHours(1.1));
        Teams.Keys.Rotate();

        Assert.That((await Teams.Deliveries.ForgeAsync(Activity(), TeamsForgery.None)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Every_call_does_what_it_says()
    {
        var (service, api) = (Teams.ServiceUrl.ToString(), _room.Api);
        var channel = new TeamsConversationRef(service, Approvals.Id);
        var root = await api.PostAsync(channel, Text("root"), CancellationToken.None);
        var thread = new TeamsConversationRef(service, $"{Approvals.Id};messageid={root.Id}");
        await api.PostAsync(thread, Text("in the thread"), CancellationToken.None);
        await api.ReplyAsync(channel, root.Id!, Text("a reply"), CancellationToken.None);
        await api.UpdateAsync(channel, root.Id!, Text("changed"), CancellationToken.None);
        var chat = await api.OpenPersonalAsync(service, Organisation.App.TenantId, Riley.Who.ObjectId!, CancellationToken.None);
        var notice = await api.PostAsync(new TeamsConversationRef(service, chat.Id!), Text("notice"), CancellationToken.None);

        Assert.That(Organisation.Messages.In(Approvals).Select(message => message.Text), Is.EqualTo(["changed", "in the thread", "a reply"]));
        Assert.That(Organisation.Messages.Thread(Organisation.Messages.In(Approvals)[0]), Has.Count.EqualTo(2));
        Assert.That(Riley.Notices.Single().Id, Is.EqualTo(notice.Id));
        Assert.That((string?)(await api.MemberAsync(channel, Riley.Who.ObjectId!, CancellationToken.None)).Body!["userRole"], Is.EqualTo("user"));
        Assert.That((await api.DeleteAsync(channel, root.Id!, CancellationToken.None)).IsOk, Is.True);
        Assert.That((await api.DeleteAsync(channel, root.Id!, CancellationToken.None)).Error, Is.EqualTo("ActivityNotFoundInConversation"));
    }

    [Test]
    public async Task The_rooms_pace_keeps_within_the_limits()
    {
        var channel = new TeamsConversationRef(Teams.ServiceUrl.ToString(), Approvals.Id);
        var sent = 0;
        for (var tick = 0; tick < 300; tick++)
        {
            while ((await _room.Api.PostAsync(channel, Text("hello"), CancellationToken.None)).IsOk)
                sent++;
            Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.That((sent, Teams.Throttle.Refused), Is.EqualTo((60, 0)));
    }

    private JsonObject Activity() => Teams.Activities.Updated(Riley.Who, Riley.Chat);
}
