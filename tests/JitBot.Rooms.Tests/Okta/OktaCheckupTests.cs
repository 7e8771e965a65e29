using System.Security.Cryptography;
using JitBot.Core.Checkup;
using JitBot.Providers.Okta;
using JitBot.Sandbox.LookAlikes.Okta;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>A service app's scopes are asked for one by one, so that each that is missing or too much has its name.</summary>
public class OktaCheckupTests
{
    private static readonly NamedInSettings Nothing = new([], [], [], []);
    private static readonly string[] Needed = ["okta.users.read", "okta.groups.read", "okta.groups.manage"];

    [TestCase(OktaCredential.ServiceApp)]
    [TestCase(OktaCredential.ServiceAppWithProofs)]
    public async Task The_right_scopes_are_good(OktaCredential credential)
    {
        var found = await LookAsync(credential, Needed);
        Assert.That(found, Has.All.Matches<Finding>(finding => finding.Verdict == Verdict.Good), string.Join('\n', found));
        Assert.That(found.Select(finding => finding.What), Has.One.Contain("has the 3 scopes it needs"));
    }

    [Test]
    public async Task Without_a_scope_there_is_no_token_the_scope_is_named_and_nothing_more_is_asked()
    {
        var found = await LookAsync(OktaCredential.ServiceApp, "okta.users.read", "okta.groups.read");
        Assert.That(found.Select(finding => (finding.Verdict, finding.Check, finding.What)), Is.EqualTo(new[]
        {
            (Verdict.Bad, CheckKind.Reach, "gives no token: a scope is missing"),
            (Verdict.Bad, CheckKind.Right, "the scope okta.groups.manage is missing"),
        }));
        Assert.That(found.Select(finding => finding.Todo), Has.All.EqualTo("grant okta.groups.manage under Okta API Scopes of the service app"));
    }

    [Test]
    public async Task A_dangerous_scope_is_named()
    {
        var bad = (await LookAsync(OktaCredential.ServiceApp, [.. Needed, "okta.users.manage"])).Single(finding => finding.Verdict == Verdict.Bad);
        Assert.That(bad.What, Does.Contain("the scope okta.users.manage is more than JitBot needs"));
        Assert.That(bad.Todo, Does.Contain("revoke okta.users.manage"));
    }

    [Test]
    public async Task A_scope_that_signs_people_out_is_needed_where_a_policy_wants_it()
    {
        var named = Nothing with { Resources = [new NamedResource("Okta", "00g00000000000000001", "entitlement e") { SignsOut = true }] };
        await using var world = await OktaWorld.StartAsync(OktaCredential.ServiceApp);
        world.Grant(Needed.ToHashSet());
        var bad = (await world.LookAsync(named)).First(finding => finding.Check == CheckKind.Right && finding.Verdict == Verdict.Bad);
        Assert.That(bad.What, Is.EqualTo("the scope okta.users.manage is missing: nobody is signed out everywhere at the end"));
        world.Grant(Needed.Append("okta.users.manage").ToHashSet());
        Assert.That((await world.LookAsync(named)).Select(finding => finding.What), Has.None.Contains("okta.users.manage"));
    }

    [Test]
    public void What_was_found_stands_where_not_all_scopes_could_be_tried()
    {
        var found = OktaRights.Judge(new OktaScopes(["okta.users.read", "okta.users.manage"], ["okta.groups.read"]), "run doctor again");
        Assert.That(found.Select(finding => (finding.Verdict, finding.What)), Is.EqualTo(new[]
        {
            (Verdict.Bad, "the scope okta.groups.read is missing"),
            (Verdict.Bad, "the scope okta.users.manage is more than JitBot needs, and can do harm"),
            (Verdict.Warn, "not all scopes could be tried"),
        }));
    }

    [Test]
    public async Task A_key_that_Okta_does_not_know_is_named()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var world = await OktaWorld.StartAsync(OktaCredential.ServiceApp);
        world.Okta.Authority.Register(new OktaClient(OktaWorld.ClientId, other, OktaWorld.KeyId, MustProve: false, Needed.ToHashSet()));
        var only = (await world.LookAsync(Nothing)).Single();
        Assert.That((only.Verdict, only.Check), Is.EqualTo((Verdict.Bad, CheckKind.Reach)));
        Assert.That(only.Todo, Does.Contain("Okta:PrivateKey"));
    }

    private static async Task<List<Finding>> LookAsync(OktaCredential credential, params string[] scopes)
    {
        await using var world = await OktaWorld.StartAsync(credential);
        world.Grant(scopes.ToHashSet());
        return await world.LookAsync(Nothing);
    }
}
