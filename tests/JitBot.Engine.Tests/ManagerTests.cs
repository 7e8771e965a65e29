using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Engine.People;

namespace JitBot.Engine.Tests;

/// <summary>The requester's manager decides, as the directory has it at that moment, and nobody else by that rule.</summary>
[TestFixture]
public class ManagerTests
{
    private const string Rule = $"manager:{ToldManagers.SourceName}";
    private static readonly AccountFacts Casey = EngineWorld.Account("casey");

    [Test]
    public async Task The_requesters_manager_may_approve_and_anybody_elses_may_not()
    {
        await using var world = await EngineWorld.OpenAsync(Rule);
        var request = await world.AskAsync(EngineWorld.Riley);
        world.Managers.Of["someone@example.com"] = Casey.Email!;
        Assert.That(await ApproveAsync(world, Casey, request), Is.EqualTo(new Outcome.Refused(Refusal.NotAnApprover)));
        world.Managers.Of[EngineWorld.Riley.Email!] = Casey.Email!;
        Assert.That(await ApproveAsync(world, Casey, request), Is.EqualTo(new Outcome.Done(request, Changed: true)));
    }

    [Test]
    public async Task While_the_directory_cannot_tell_nobody_is_anybodys_manager()
    {
        await using var world = await EngineWorld.OpenAsync(Rule);
        var request = await world.AskAsync(EngineWorld.Riley);
        world.Managers.Of[EngineWorld.Riley.Email!] = Casey.Email!;
        world.Managers.IsSilent = true;
        Assert.That(await ApproveAsync(world, Casey, request), Is.EqualTo(new Outcome.Refused(Refusal.NotAnApprover)));
    }

    [Test]
    public async Task Nobody_is_their_own_manager()
    {
        await using var world = await EngineWorld.OpenAsync(Rule);
        var request = await world.AskAsync(EngineWorld.Riley);
        world.Managers.Of[EngineWorld.Riley.Email!] = EngineWorld.Riley.Email!;
        Assert.That(await ApproveAsync(world, EngineWorld.Riley, request), Is.TypeOf<Outcome.Refused>());
        var rules = new Rule[] { new Core.Catalogue.Rule.ManagerOf(ToldManagers.SourceName) };
        var riley = (Actor.Known)await world.Get<IdentityLinking>().RecogniseAsync(EngineWorld.Riley, rules, default, await PersonOfAsync(world, EngineWorld.Riley));
        Assert.That(riley.Groups, Is.Empty);
    }

    [Test]
    public async Task Where_the_manager_alone_decides_and_there_is_none_it_is_said_at_once()
    {
        await using var world = await EngineWorld.OpenAsync(Rule);
        await world.RestartAsync(() => world.Save([
            ("Catalogue:Policies:0:Stages:0:Approvers:0", Rule), ("Catalogue:Policies:0:Stages:0:Approvers:1", Rule),
        ]));
        Assert.That(await AskAsync(world), Is.InstanceOf<Outcome.Refused>().With.Property(nameof(Outcome.Refused.Why)).EqualTo(Refusal.NoManager));
        world.Managers.IsSilent = true;
        Assert.That(await AskAsync(world), Is.InstanceOf<Outcome.Done>(), "what cannot be told is asked again when somebody votes");
    }

    [Test]
    public async Task Where_the_manager_alone_decides_and_there_is_one_it_is_asked_for()
    {
        await using var world = await EngineWorld.OpenAsync(Rule);
        await world.RestartAsync(() => world.Save([
            ("Catalogue:Policies:0:Stages:0:Approvers:0", Rule), ("Catalogue:Policies:0:Stages:0:Approvers:1", Rule),
        ]));
        world.Managers.Of[EngineWorld.Riley.Email!] = Casey.Email!;
        Assert.That(await AskAsync(world), Is.InstanceOf<Outcome.Done>());
    }

    private static Task<Outcome> AskAsync(EngineWorld world) =>
        world.Desk.AskAsync(EngineWorld.Riley, new AskForm("database", TimeSpan.FromHours(1), "fixing the incident"), world.Gesture(), default);

    [Test]
    public async Task Where_others_decide_too_nobody_needs_a_manager()
    {
        await using var world = await EngineWorld.OpenAsync(Rule);
        Assert.That(await ApproveAsync(world, EngineWorld.Avery, await world.AskAsync(EngineWorld.Riley)), Is.TypeOf<Outcome.Done>());
    }

    [Test]
    public async Task A_card_says_the_requesters_manager()
    {
        await using var world = await EngineWorld.OpenAsync(Rule);
        Assert.That((await world.Desk.DescribeApproversAsync(world.Desk.Catalogue.Entitlements[0], default))[0].Names, Does.Contain("the requester's manager"));
    }

    private static async Task<PersonId> PersonOfAsync(EngineWorld world, AccountFacts who) => (await world.Store.FindByAccountAsync(who.Account, default))!.Id;

    private static Task<Outcome> ApproveAsync(EngineWorld world, AccountFacts who, RequestId request) =>
        world.Desk.ApproveAsync(who, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
}
