using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using JitBot.Sandbox.LookAlikes.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>Chats that the bot opens, and who is in a conversation.</summary>
internal sealed class ConversationsAreOpened : TeamsLookAlikeTests
{
    [Test]
    public async Task A_chat_is_opened_by_either_id_and_is_the_same_each_time()
    {
        var byDirectory = await CreateAsync(Riley.Who.ObjectId!);
        var byBot = await CreateAsync(Riley.Who.Id);

        Assert.That(byDirectory.Status, Is.EqualTo(201));
        Assert.That((string?)byDirectory.Body!["id"], Is.EqualTo(Riley.Chat.Id).And.EqualTo((string?)byBot.Body!["id"]));
        Assert.That((await PostAsync(Riley.Chat.Id, Text("hello"))).Status, Is.EqualTo(201));
        Assert.That(Riley.Notices.Single().Text, Is.EqualTo("hello"));
    }

    [Test]
    public async Task The_app_must_be_installed_for_the_person()
    {
        await Riley.UninstallAsync();

        Assert.That(Error(await CreateAsync(Riley.Who.ObjectId!)), Is.EqualTo("403 ForbiddenOperationException"));
    }

    [Test]
    public async Task A_tenant_a_known_person_and_only_one_are_needed()
    {
        Assert.That(Error(await CreateAsync(Riley.Who.ObjectId!, tenant: null)), Is.EqualTo("400 Bad Argument"));
        Assert.That(Error(await CreateAsync(Riley.Who.ObjectId!, TeamsWorld.OtherTenant)), Is.EqualTo("400 Bad Argument"));
        Assert.That(Error(await CreateAsync("riley")), Is.EqualTo("400 Bad Argument"));
        Assert.That(Error(await CreateAsync(Organisation.Person("stella").Id)), Is.EqualTo("400 Bad Argument"));
        var many = new JsonObject { ["isGroup"] = true, ["members"] = new JsonArray(), ["tenantId"] = Organisation.App.TenantId };
        Assert.That(Error(await CallAsync(HttpMethod.Post, "", many)), Is.EqualTo("400 Bad Argument"));
    }

    [Test]
    public async Task A_thread_of_a_channel_is_begun_with_its_first_message()
    {
        var (status, body) = await CallAsync(HttpMethod.Post, "", new JsonObject
        {
            ["isGroup"] = true,
            ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = Approvals.Id } },
            ["activity"] = Text("root"),
        });

        var root = Organisation.Messages.In(Approvals).Single();
        Assert.That((status, (string?)body!["id"], (string?)body["activityId"]), Is.EqualTo((201, $"{Approvals.Id};messageid={root.Id}", root.Id)));
    }

    [Test]
    public async Task Members_say_their_role_and_tenant()
    {
        var (_, members) = await CallAsync(HttpMethod.Get, $"/{Uri.EscapeDataString(Approvals.Id)}/members");
        var lines = members!.AsArray().Select(member => $"{(string?)member!["name"]}: {(string?)member["userRole"]}, {(string?)member["tenantId"] == Organisation.App.TenantId}");

        Assert.That(lines, Is.EquivalentTo([
            "Riley Park: user, True", "Avery Stone: user, True", "Morgan Diaz: user, True", "Sam Okafor: user, True",
            "Gus the guest: guest, True", "Stella the stranger: user, False"]));
    }

    [Test]
    public async Task A_member_is_found_by_any_of_their_ids_in_the_documented_form()
    {
        foreach (var key in new[] { Riley.Who.Id, Riley.Who.ObjectId!, Riley.Who.UserPrincipalName! })
        {
            var (status, member) = await CallAsync(HttpMethod.Get, $"/{Uri.EscapeDataString(Approvals.Id)}/members/{Uri.EscapeDataString(key)}");
            Assert.That(status, Is.EqualTo(200));
            Slack.Approved.Matches(member!, "member");
        }

        Assert.That(Error(await CallAsync(HttpMethod.Get, $"/{Approvals.Id}/members/nobody")), Is.EqualTo("404 MemberNotFoundInConversation"));
    }

    [Test]
    public async Task Who_joined_without_signing_in_has_no_object_id()
    {
        var visitor = Organisation.AddPerson("visitor", person => person with { ObjectId = null, Role = "anonymous" });
        Organisation.Put(Approvals with { Members = Approvals.Members.Add(visitor.Id) });

        var (_, member) = await CallAsync(HttpMethod.Get, $"/{Approvals.Id}/members/{Uri.EscapeDataString(visitor.Id)}");

        Assert.That(member!.AsObject().Select(pair => pair.Key), Is.EqualTo(["id", "name", "tenantId", "userRole"]));
    }

    [TestCase(1, 50)]
    [TestCase(60, 60)]
    [TestCase(null, 130)]
    public async Task Pages_hold_at_least_fifty_and_lead_to_the_next(int? pageSize, int expected)
    {
        var many = Enumerable.Range(0, 130).Select(number => Organisation.AddPerson($"p{number}")).ToArray();
        var hall = Organisation.AddChannel(World.Team, "hall", many);
        var at = $"/{Uri.EscapeDataString(hall.Id)}/pagedmembers?pageSize={pageSize}";

        var (_, page) = await CallAsync(HttpMethod.Get, at);
        var seen = page!["members"]!.AsArray().Count;
        Assert.That(seen, Is.EqualTo(expected));
        while (page!["continuationToken"] is { } token)
        {
            (_, page) = await CallAsync(HttpMethod.Get, $"{at}&continuationToken={token}");
            seen += page!["members"]!.AsArray().Count;
        }

        Assert.That(seen, Is.EqualTo(130));
    }

    [Test]
    public void People_have_the_directorys_ids()
    {
        foreach (var handle in new[] { "riley", "avery", "morgan", "sam", "gus" })
            Assert.That(Organisation.Person(handle).ObjectId, Is.EqualTo(Directory.People.Single(person => person.Mail == $"{handle}@example.com").Id));
        Assert.That(Directory.People.Single(person => person.Mail == "gus@example.com").UserType, Is.EqualTo("Guest"));
        Assert.That(Directory.Person(Organisation.Person("stella").ObjectId!), Is.Null);
    }

    [Test]
    public async Task The_real_library_gets_a_token_that_opens_the_connector()
    {
        var credential = new ClientSecretCredential(World.Settings["Teams:TenantId"], World.Settings["Teams:AppId"], World.Settings["Teams:ClientSecret"], new ClientSecretCredentialOptions
        {
            AuthorityHost = new Uri(World.Settings["Teams:AuthorityHost"]!),
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(Tokens.TrustingHandler()),
        });
        var token = await credential.GetTokenAsync(new TokenRequestContext(["https://api.botframework.com/.default"]), CancellationToken.None);

        Http.DefaultRequestHeaders.Authorization = new("Bearer", token.Token);
        Assert.That((await PostAsync(Approvals.Id, Text("hello"))).Status, Is.EqualTo(201));
    }
}
