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
        var terms = world.Desk.Catalogue.TermsNow(world.Desk.Catalogue.Entitlements[0].Id)!;
        terms = terms with { Stages = [terms.Stages[0] with { Approvers = [new Core.Catalogue.Rule.ManagerOf(ToldManagers.SourceName)] }] };
        var riley = await world.Get<IdentityLinking>().RecogniseAsync(EngineWorld.Riley, terms.Requesters, default);
        Assert.That(await world.Get<ManagerCheck>().DecidableAsync(riley, terms, default), Is.EqualTo(new Actor.Barred(riley.Account, Refusal.NoManager)));
        world.Managers.IsSilent = true;
        Assert.That(await world.Get<ManagerCheck>().DecidableAsync(riley, terms, default), Is.SameAs(riley), "what cannot be told is asked again when somebody votes");
        world.Managers.IsSilent = false;
        world.Managers.Of[EngineWorld.Riley.Email!] = Casey.Email!;
        Assert.That(await world.Get<ManagerCheck>().DecidableAsync(riley, terms, default), Is.SameAs(riley));
    }

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
