using JitBot.Core.Access;
using JitBot.Core.People;
using JitBot.Engine.People;

namespace JitBot.Engine.Tests;

/// <summary>Nobody approves themselves or votes twice with two addresses that any directory knows to be one person's.</summary>
[TestFixture]
public class ApproverCheckTests
{
    [Test]
    public async Task Whoever_is_the_requester_in_a_directory_that_the_request_is_not_about_cannot_approve()
    {
        var other = new ToldProvider("Other") { Subject = email => email == EngineWorld.Morgan.Email ? email : "the-same" };
        await using var world = await EngineWorld.OpenAsync(other);
        world.Provider.Unknown.Add(EngineWorld.Avery.Email!);
        var request = await world.AskAsync(EngineWorld.Riley);
        Assert.That(await ApproveAsync(world, EngineWorld.Avery, request), Is.EqualTo(new Outcome.Refused(Refusal.OwnRequest)));
        Assert.That(await ApproveAsync(world, EngineWorld.Morgan, request), Is.EqualTo(new Outcome.Done(request, Changed: true)), "Morgan is another person");
    }

    [Test]
    public async Task Two_addresses_of_one_person_in_a_directory_that_the_request_is_not_about_have_one_vote()
    {
        var other = new ToldProvider("Other") { Subject = email => email == EngineWorld.Riley.Email ? email : "the-same" };
        await using var world = await EngineWorld.OpenAsync(other, approvals: 2);
        var request = await world.AskAsync(EngineWorld.Riley);
        Assert.That(await ApproveAsync(world, EngineWorld.Avery, request), Is.EqualTo(new Outcome.Done(request, Changed: true)));
        Assert.That(await ApproveAsync(world, EngineWorld.Morgan, request), Is.EqualTo(new Outcome.Refused(Refusal.AddressTaken)));
        Assert.That(((AccessState.Pending)await world.StateAsync(request)).Votes, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_vote_given_while_the_directory_did_not_know_the_address_is_compared_too()
    {
        var other = new ToldProvider("Other") { Subject = _ => "the-same" };
        other.Unknown.UnionWith([EngineWorld.Avery.Email!, EngineWorld.Riley.Email!]);
        await using var world = await EngineWorld.OpenAsync(other, approvals: 2);
        var request = await world.AskAsync(EngineWorld.Riley);
        await ApproveAsync(world, EngineWorld.Avery, request);
        other.Unknown.Remove(EngineWorld.Avery.Email!);
        Assert.That(await ApproveAsync(world, EngineWorld.Morgan, request), Is.EqualTo(new Outcome.Refused(Refusal.AddressTaken)));
    }

    [Test]
    public async Task An_account_registered_by_an_earlier_gesture_counts_though_the_directory_has_forgotten_the_address()
    {
        var other = new ToldProvider("Other") { Subject = _ => "the-same" };
        await using var world = await EngineWorld.OpenAsync(other);
        var request = await world.AskAsync(EngineWorld.Riley);
        other.Unknown.Add(EngineWorld.Riley.Email!);
        var riley = (await world.Store.FindByAccountAsync(EngineWorld.Riley.Account, default))!;
        await world.Get<SubjectRegister>().TakeAsync(riley.Id, "Other", "the-same", default);
        Assert.That(await ApproveAsync(world, EngineWorld.Avery, request), Is.EqualTo(new Outcome.Refused(Refusal.OwnRequest)));
    }

    [Test]
    public async Task A_directory_that_does_not_answer_lets_votes_wait_also_where_the_request_is_not_about_it()
    {
        var other = new ToldProvider("Other");
        await using var world = await EngineWorld.OpenAsync(other);
        var request = await world.AskAsync(EngineWorld.Riley);
        other.IsSilent = true;
        Assert.ThrowsAsync<NotNowException>(() => ApproveAsync(world, EngineWorld.Avery, request));
        other.IsSilent = false;
        Assert.That(await ApproveAsync(world, EngineWorld.Avery, request), Is.EqualTo(new Outcome.Done(request, Changed: true)));
    }

    [Test]
    public async Task Whoever_is_the_requester_in_a_directory_cannot_approve_more_time_that_is_asked_for_while_they_are_looked_at()
    {
        var other = new ToldProvider("Other") { Subject = email => email == EngineWorld.Morgan.Email ? email : "the-same" };
        await using var world = await EngineWorld.OpenAsync(other, ["leads"]);
        var request = await world.AskAsync(EngineWorld.Riley);
        await ApproveAsync(world, EngineWorld.Morgan, request);
        world.Groups.Meanwhile = async () => Assert.That(
            await world.Desk.ExtendAsync(EngineWorld.Riley, request, more: null, "not done yet", world.Gesture(), default), Is.EqualTo(new Outcome.Done(request, Changed: true)));
        Assert.That(await ApproveAsync(world, EngineWorld.Avery, request), Is.EqualTo(new Outcome.Refused(Refusal.OwnRequest)));
        Assert.That(world.Groups.Meanwhile is null, "more time was asked for meanwhile");
        Assert.That(await ApproveAsync(world, EngineWorld.Morgan, request), Is.EqualTo(new Outcome.Done(request, Changed: true)), "Morgan is another person");
    }

    [Test]
    public async Task Whoever_may_not_decide_anyway_is_looked_up_nowhere()
    {
        var other = new ToldProvider("Other") { IsSilent = true };
        await using var world = await EngineWorld.OpenAsync(other);
        var request = await world.AskAsync(EngineWorld.Riley);
        Assert.That(await ApproveAsync(world, EngineWorld.Account("casey"), request), Is.EqualTo(new Outcome.Refused(Refusal.NotAnApprover)));
    }

    [Test]
    public async Task Two_addresses_of_one_person_in_a_directory_are_one_no_where_it_takes_two()
    {
        var other = new ToldProvider("Other") { Subject = email => email == EngineWorld.Riley.Email ? email : "the-same" };
        await using var world = await EngineWorld.OpenAsync(other);
        await world.SaveAndReadAsync(("Catalogue:Policies:0:Stages:0:Denials", "2"));
        var request = await world.AskAsync(EngineWorld.Riley);
        other.IsSilent = true;
        Assert.That(await DenyAsync(world, EngineWorld.Avery, request), Is.EqualTo(new Outcome.Done(request, Changed: true)), "the first waits for no directory");
        Assert.ThrowsAsync<NotNowException>(() => DenyAsync(world, EngineWorld.Morgan, request));
        other.IsSilent = false;
        Assert.That(await DenyAsync(world, EngineWorld.Morgan, request), Is.EqualTo(new Outcome.Refused(Refusal.AddressTaken)));
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Pending>());
        other.Subject = email => email;
        Assert.That(await DenyAsync(world, EngineWorld.Morgan, request), Is.EqualTo(new Outcome.Done(request, Changed: true)));
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Closed>());
    }

    private static Task<Outcome> DenyAsync(EngineWorld world, AccountFacts who, RequestId request) =>
        world.Desk.DenyAsync(who, request, world.Clock.GetUtcNow(), null, world.Gesture(), default);

    private static async Task<Outcome> ApproveAsync(EngineWorld world, AccountFacts who, RequestId request)
    {
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var outcome = await world.Desk.ApproveAsync(who, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.DrainAsync();
        return outcome;
    }
}
