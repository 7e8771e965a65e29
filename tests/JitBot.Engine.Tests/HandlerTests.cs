using JitBot.Core.Access;
using JitBot.Core.Chat;

namespace JitBot.Engine.Tests;

/// <summary>One transaction a command; a repeated gesture gets the first answer; the loser of a race decides again.</summary>
[TestFixture]
public class HandlerTests
{
    [Test]
    public async Task A_repeated_gesture_gets_its_first_answer_and_asks_once()
    {
        await using var world = await EngineWorld.OpenAsync();
        var form = new AskForm("database", TimeSpan.FromHours(1), "fixing the incident");
        var first = await world.Desk.AskAsync(EngineWorld.Riley, form, "the same", default);
        var again = await world.Desk.AskAsync(EngineWorld.Riley, form, "the same", default);
        Assert.That(again, Is.EqualTo(first));
        await world.DrainAsync();
        Assert.That(world.Chat.Cards, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_refusal_repeated_is_the_same_refusal_and_one_line()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        var first = await world.Desk.ApproveAsync(EngineWorld.Riley, request, new Approval(world.Clock.GetUtcNow()), "the same", default);
        var again = await world.Desk.ApproveAsync(EngineWorld.Riley, request, new Approval(world.Clock.GetUtcNow()), "the same", default);
        Assert.That(first, Is.EqualTo(new Outcome.Refused(Refusal.OwnRequest)));
        Assert.That(again, Is.EqualTo(first));
        Assert.That((await world.EventsAsync(request)).OfType<AccessEvent.Refused>().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Of_many_who_decide_at_once_exactly_one_decides()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        var now = world.Clock.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0
            ? world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(now), world.Gesture(), default)
            : world.Desk.DenyAsync(EngineWorld.Morgan, request, world.Clock.GetUtcNow(), null, world.Gesture(), default)));
        await world.DrainAsync();
        var decisions = (await world.EventsAsync(request)).Count(e => e is AccessEvent.GrantBegun or AccessEvent.Denied);
        Assert.That(decisions, Is.EqualTo(1));
    }

    [Test]
    public async Task Whoever_is_barred_is_told_why_and_the_attempt_is_a_line()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        var guest = EngineWorld.Account("gus") with { Barred = Refusal.Guest };
        var outcome = await world.Desk.ApproveAsync(guest, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        Assert.That(outcome, Is.EqualTo(new Outcome.Refused(Refusal.Guest)));
        Assert.That((await world.EventsAsync(request))[^1], Is.EqualTo(new AccessEvent.Refused("Approve", guest.Account, null, Refusal.Guest) { At = world.Clock.GetUtcNow() }));
    }

    [TestCase(null, true, Refusal.NoEmail)]
    [TestCase("new@example.com", false, Refusal.EmailUnconfirmed)]
    [TestCase("new@elsewhere.com", true, Refusal.ForeignDomain)]
    [TestCase("new@sub.example.com", true, Refusal.ForeignDomain)]
    [TestCase("avery@example.com", true, Refusal.AddressTaken)]
    public async Task An_account_is_linked_by_one_confirmed_address_of_ours_or_not_at_all(string? email, bool confirmed, Refusal why)
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        await world.Desk.DenyAsync(EngineWorld.Avery with { Barred = null }, request, world.Clock.GetUtcNow(), null, world.Gesture(), default);
        var who = EngineWorld.Account("somebody") with { Email = email, EmailConfirmed = confirmed };
        var outcome = await world.Desk.AskAsync(who, new AskForm("database", TimeSpan.FromHours(1), "fixing the incident"), world.Gesture(), default);
        Assert.That(outcome, Is.EqualTo(new Outcome.Refused(why)));
    }

    [Test]
    public async Task An_address_that_changes_after_linking_makes_nobody_else_of_the_account()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        var renamed = EngineWorld.Riley with { Email = "avery@example.com" };
        var outcome = await world.Desk.ApproveAsync(renamed, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        Assert.That(outcome, Is.EqualTo(new Outcome.Refused(Refusal.OwnRequest)));
    }

    [Test]
    public async Task Whoever_the_directory_knows_as_the_requester_cannot_approve_from_another_account()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Provider.Subject = _ => "one and the same";
        var request = await world.AskAsync();
        var outcome = await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        Assert.That(outcome, Is.EqualTo(new Outcome.Refused(Refusal.OwnRequest)));
    }

    [Test]
    public async Task Two_accounts_of_one_human_in_the_directory_are_not_two_approvers()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Provider.Subject = email => email.StartsWith("riley", StringComparison.Ordinal) ? "riley" : "one and the same";
        var (first, second) = (await world.AskAsync(), await world.AskAsync("warehouse"));
        await world.Desk.ApproveAsync(EngineWorld.Avery, first, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        var outcome = await world.Desk.ApproveAsync(EngineWorld.Morgan, second, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        Assert.That(outcome, Is.EqualTo(new Outcome.Refused(Refusal.AddressTaken)));
    }

    [Test]
    public async Task Nothing_is_said_to_be_granted_before_the_provider_confirmed()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Provider.Instead = call => call == "add" ? new Core.Holdings.ProviderAnswer.NotDone("busy") : null;
        await world.GrantAsync();
        Assert.That(world.Chat.Updates.Select(view => view.Phase), Does.Contain(Phase.Granting).And.Not.Contain(Phase.Active));
        world.Provider.Instead = _ => null;
        await world.TurnAsync(TimeSpan.FromSeconds(5));
        Assert.That(world.Chat.Updates[^1].Phase, Is.EqualTo(Phase.Active));
    }
}
