using System.Security.Cryptography;
using JitBot.Core.Checkup;
using JitBot.Sandbox.LookAlikes.Graph;
using JitBot.Sandbox.LookAlikes.Okta;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.Doctors;

/// <summary>Each fault in the directories is named, with the step that mends it.</summary>
internal sealed class DirectoryFaultTests : DoctorFixture
{
    private const string ReadsUsers = "User.Read.All";
    private const string ChangesMembers = "GroupMember.ReadWrite.All";

    [Test]
    public async Task A_missing_permission_of_Entra_ID()
    {
        Grant(ChangesMembers);
        await FindAsync(Verdict.Bad, $"the permission {ReadsUsers} is missing", $"add {ReadsUsers} under API permissions of the app registration");
        Grant(ReadsUsers);
        await FindAsync(Verdict.Bad, $"the permission {ChangesMembers} is missing", "grant admin consent");
        Grant(ReadsUsers, "GroupMember.Read.All");
        await FindAsync(Verdict.Warn, "only groups that it owns, or that lie in an administrative unit", "cannot be tried without changing one");
    }

    [TestCase("User.ReadWrite.All", Verdict.Bad)]
    [TestCase("Directory.ReadWrite.All", Verdict.Bad)]
    [TestCase("Group.ReadWrite.All", Verdict.Bad)]
    [TestCase("RoleManagement.ReadWrite.Directory", Verdict.Bad)]
    [TestCase("AppRoleAssignment.ReadWrite.All", Verdict.Bad)]
    [TestCase("Directory.Read.All", Verdict.Warn)]
    [TestCase("Mail.Read", Verdict.Warn)]
    [TestCase("Mail.Send", Verdict.Bad)]
    public Task A_permission_of_Entra_ID_too_many(string role, Verdict verdict)
    {
        Grant(ReadsUsers, ChangesMembers, role);
        return FindAsync(verdict, $"the permission {role} is more than JitBot needs", $"remove {role} under API permissions");
    }

    [Test]
    public async Task The_permission_to_sign_people_out_where_a_policy_wants_it_and_nowhere_else()
    {
        const string SignsOut = "User.RevokeSessions.All";
        Grant(ReadsUsers, ChangesMembers, SignsOut);
        await FindAsync(Verdict.Bad, $"the permission {SignsOut} is more than JitBot needs", $"remove {SignsOut} under API permissions");
        Set("Catalogue:Policies:0:SignOut", "true");
        Grant(ReadsUsers, ChangesMembers);
        await FindAsync(Verdict.Bad, $"the permission {SignsOut} is missing: nobody is signed out everywhere at the end", "grant admin consent");
        Grant(ReadsUsers, ChangesMembers, "AuditLog.Read.All", SignsOut);
        Assert.That((await LookAsync()).Select(finding => finding.What), Has.Some.Contains($"AuditLog.Read.All and {SignsOut}, and no right beyond"));
    }

    [Test]
    public Task A_wider_permission_is_to_be_changed_for_the_right_one()
    {
        Grant(ReadsUsers, "Group.ReadWrite.All");
        return FindAsync(Verdict.Bad, "Group.ReadWrite.All is more", $"add {ChangesMembers}, remove Group.ReadWrite.All");
    }

    [Test]
    public Task A_secret_that_Entra_ID_does_not_take()
    {
        Set("Entra:ClientSecret", "an-old-secret");
        return FindAsync(Verdict.Bad, "AADSTS7000215", "Certificates & secrets");
    }

    [Test]
    public async Task A_directory_that_is_away()
    {
        await World.Graph.GoDownAsync();
        await FindAsync(Verdict.Bad, "does not answer at 127.0.0.1", "Entra:GraphBaseUrl");
        await World.Okta.GoDownAsync();
        await FindAsync(Verdict.Bad, "does not answer: ", "Okta:BaseUrl");
    }

    [Test]
    public async Task A_group_of_Entra_ID_that_cannot_be_changed()
    {
        var graph = World.Graph.Directory;
        foreach (var (group, words) in new (GraphTeam Group, string Words)[]
        {
            (new(graph.NextId(), "By rule") { GroupTypes = ["DynamicMembership"], MembershipRule = "user.city -eq \"Bern\"" }, "a rule decides who is in it"),
            (new(graph.NextId(), "From afar") { OnPremisesSyncEnabled = true }, "synchronised from an on-premises directory"),
            (new(graph.NextId(), "By mail") { MailEnabled = true }, "mail-enabled"),
            (new(graph.NextId(), "Powerful") { IsAssignableToRole = true }, "role-assignable"),
        })
        {
            Set("Catalogue:Entitlements:0:Resource", graph.Put(group).Id);
            await FindAsync(Verdict.Bad, words, "as the Resource of entitlement prod-db");
        }

        Set("Catalogue:Entitlements:0:Resource", graph.NextId());
        await FindAsync(Verdict.Bad, "there is no group with this id in Entra ID", "as the Resource of entitlement prod-db");
    }

    [Test]
    public async Task A_group_of_Okta_that_cannot_be_changed()
    {
        var okta = World.Okta.Directory;
        World.Okta.Directory.AddRule("Sales go here", "ACTIVE", World.Warehouse);
        await FindAsync(Verdict.Bad, "the group rule “Sales go here” decides who is in it", "as the Resource of entitlement warehouse");
        Set("Catalogue:Entitlements:1:Resource", okta.AddGroup("From an application", "APP_GROUP"));
        await FindAsync(Verdict.Bad, "its members come from an application", "OKTA_GROUP");
        Set("Catalogue:Entitlements:1:Resource", "00gunknownunknown000");
        await FindAsync(Verdict.Bad, "there is no group with this id in Okta", "as the Resource of entitlement warehouse");
    }

    [Test]
    public async Task The_rights_of_an_API_token()
    {
        World.Okta.Door.AdminRoles = [("SUPER_ADMIN", "Super Administrator")];
        await FindAsync(Verdict.Bad, "the admin role Super Administrator is more than JitBot needs", "make the API token anew");
        World.Okta.Door.AdminRoles = [("REPORT_ADMIN", "Report Administrator")];
        await FindAsync(Verdict.Warn, "the admin role Report Administrator", "make the API token anew");
        World.Okta.Door.AdminRoles = [];
        await FindAsync(Verdict.Bad, "no admin role that may change the members", "Security > Administrators");
        World.Okta.Door.MayReadLog = false;
        await FindAsync(Verdict.Bad, "the System Log cannot be read, so", "Okta:ReadLog to false");
        World.Okta.Door.MayReadRules = false;
        await FindAsync(Verdict.Bad, "the group rules cannot be read, so", "permission to view group rules");
        World.Okta.Door.ApiToken = "00AnotherToken_0123456789-abcdefghijklmnop";
        await FindAsync(Verdict.Bad, "Okta does not take JitBot's credential", "Okta:ApiToken");
    }

    [Test]
    public async Task A_service_app_without_a_scope_leaves_no_catalogue_in_order()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        World.Okta.Authority.Register(new OktaClient("0oaLookAlikeClient01", key, "key-1", MustProve: false, new HashSet<string> { "okta.users.read", "okta.groups.read" }));
        Set("Okta:ApiToken", "");
        Set("Okta:ClientId", "0oaLookAlikeClient01");
        Set("Okta:PrivateKey", key.ExportPkcs8PrivateKeyPem());
        Set("Okta:KeyId", "key-1");

        var (code, output) = await RunAsync("catalogue", "check", "--doors");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("✗ Okta: gives no token: a scope is missing → grant okta.groups.manage under Okta API Scopes"));
    }

    [Test]
    public async Task An_approver_or_a_group_of_a_rule_the_directory_does_not_know()
    {
        World.Slack.Workspace.AddPerson("nova");
        Set("Catalogue:Policies:0:Stages:0:Approvers:0", "person:nova@example.com");
        await FindAsync(Verdict.Warn, "nobody in Entra ID has this e-mail address", "correct the address in policy production");
        Set("Catalogue:Policies:0:Requesters:0", "entra-group:0000ffff-c0de-4a1e-8d17-6a697462f000");
        await FindAsync(Verdict.Bad, "there is no group with this id in Entra ID", "correct the id in policy production");
        Set("Catalogue:Policies:0:Requesters:0", "okta-group:00gunknownunknown000");
        await FindAsync(Verdict.Bad, "there is no group with this id in Okta", "correct the id in policy production");
    }

    [Test]
    public async Task A_resource_that_is_nested_in_a_group_of_approvers_would_make_approvers()
    {
        var graph = World.Graph.Directory;
        var (outer, inner) = (graph.AddGroup("Leads"), graph.AddGroup("Database"));
        Set("Catalogue:Policies:0:Stages:0:Approvers:2", $"entra-group:{outer.Id}");
        Set("Catalogue:Entitlements:0:Resource", inner.Id);
        Assert.That((await LookAsync()).Select(finding => finding.What), Has.None.Contains("is nested in"));
        graph.Memberships.Add(outer.Id, inner.Id, SandboxWorld.Administrator);
        await FindAsync(Verdict.Bad, $"is nested in entra-group:{outer.Id}, whose members are approvers or operators by", "take it out of that group in Entra ID");
    }

    [Test]
    public async Task A_group_of_a_rule_that_holds_nobody_lets_nobody_in()
    {
        var graph = World.Graph.Directory;
        var (outer, inner) = (graph.AddGroup("On call"), graph.AddGroup("On call, first line"));
        graph.Memberships.Add(outer.Id, inner.Id, SandboxWorld.Administrator);
        Set("Catalogue:Policies:0:Stages:0:Approvers:2", $"entra-group:{outer.Id}");
        await FindAsync(Verdict.Bad, "nobody is in it, so that it lets nobody in; named by policy production", "put somebody into it in Entra ID");
        var (code, output) = await RunAsync("catalogue", "check");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain($"✗ Catalogue:Policies:0:Stages: entra-group:{outer.Id}: nobody is in it"));
        graph.Memberships.Add(inner.Id, World.EntraId("avery"), SandboxWorld.Administrator);
        Assert.That(await LookAsync(), Has.None.Matches<Finding>(finding => finding.Verdict == Verdict.Bad), "somebody in a group within it is in it");
        Set("Catalogue:Policies:0:Stages:0:Approvers:2", $"okta-group:{World.Warehouse}");
        Set("Catalogue:Entitlements:1:Resource", World.Okta.Directory.AddGroup("Another"));
        await FindAsync(Verdict.Bad, "nobody is in it, so that it lets nobody in; named by policy production", "put somebody into it in Okta");
    }

    [Test]
    public async Task The_check_of_the_catalogue_names_the_key_of_each_group_that_the_directory_would_not_let_be_changed()
    {
        var graph = World.Graph.Directory;
        Set("Catalogue:Entitlements:0:Resource", graph.Put(new GraphTeam(graph.NextId(), "Powerful") { IsAssignableToRole = true }).Id);
        Set("Catalogue:Entitlements:1:Resource", World.Okta.Directory.AddGroup("From an application", "APP_GROUP"));
        World.Slack.Workspace.AddPerson("nova");
        Set("Catalogue:Policies:0:Stages:0:Approvers:2", "person:nova@example.com");
        var (code, output) = await RunAsync("catalogue", "check");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Match("✗ Catalogue:Entitlements:0:Resource: [-0-9a-f]+: .*role-assignable")
            .And.Match("✗ Catalogue:Entitlements:1:Resource: 00g[A-Za-z0-9]+: its members come from an application")
            .And.Contain("! Catalogue:Policies:0:Stages: nova@example.com in Entra ID: nobody in Entra ID has this e-mail address")
            .And.Contain($"✓ Catalogue:Policies:0:Stages, Catalogue:Policies:1:Stages: {World.Approvals.Id}"));
    }
}
