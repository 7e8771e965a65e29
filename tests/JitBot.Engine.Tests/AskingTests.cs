using System.Text.RegularExpressions;
using JitBot.Core.Access;
using JitBot.Core.People;
using JitBot.Engine.People;

namespace JitBot.Engine.Tests;

/// <summary>How much one person may ask for, with whichever account, however fast.</summary>
[TestFixture]
public partial class AskingTests
{
    private static readonly AccountFacts Elsewhere = EngineWorld.Account("r.stone") with { Account = new AccountId("Talk", "O1", "T-riley") };

    [Test]
    public async Task What_is_open_is_not_asked_for_again_until_it_is_over()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.GrantAsync();
        Assert.That(await AskAsync(world, EngineWorld.Riley), Is.EqualTo(new Outcome.Refused(Refusal.AlreadyOpen, request.Value)));
        await world.Desk.ReturnAsync(EngineWorld.Riley, request, world.Gesture(), default);
        Assert.That(await AskAsync(world, EngineWorld.Riley), Is.InstanceOf<Outcome.Done>(), "what is just ending does not stand in the way");
    }

    [Test]
    public async Task The_same_gesture_again_gets_the_same_refusal()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        Assert.That(await AskAsync(world, EngineWorld.Riley, gesture: "twice"), Is.EqualTo(new Outcome.Refused(Refusal.AlreadyOpen, request.Value)));
        await world.Desk.WithdrawAsync(EngineWorld.Riley, request, world.Gesture(), default);
        Assert.That(await AskAsync(world, EngineWorld.Riley, gesture: "twice"), Is.EqualTo(new Outcome.Refused(Refusal.AlreadyOpen, request.Value)));
    }

    [Test]
    public async Task A_linked_account_counts_as_the_same_person_also_after_they_have_parted()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync();
        await world.Get<LinkDesk>().AnswerAsync(Elsewhere, await CodeAsync(world), default);
        Assert.That(await AskAsync(world, Elsewhere), Is.EqualTo(new Outcome.Refused(Refusal.AlreadyOpen, request.Value)));
        await world.Get<LinkDesk>().AnswerAsync(Elsewhere, "remove", default);
        Assert.That(await AskAsync(world, Elsewhere), Is.EqualTo(new Outcome.Refused(Refusal.AlreadyOpen)), "one human being needs it once, and which request it is stays with the account that asked");
        await world.Desk.WithdrawAsync(EngineWorld.Riley, request, world.Gesture(), default);
        Assert.That(await AskAsync(world, Elsewhere), Is.InstanceOf<Outcome.Done>());
    }

    [Test]
    public async Task Whoever_parts_from_an_account_does_not_begin_the_day_anew()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.SaveAndReadAsync(("Catalogue:MostRequestsPerDay", "1"));
        await world.Desk.WithdrawAsync(EngineWorld.Riley, await world.AskAsync(), world.Gesture(), default);
        await world.Get<LinkDesk>().AnswerAsync(Elsewhere, await CodeAsync(world), default);
        await world.Get<LinkDesk>().AnswerAsync(Elsewhere, "remove", default);
        Assert.That(await AskAsync(world, Elsewhere, "warehouse"), Is.EqualTo(new Outcome.Refused(Refusal.TooManyToday, "1")));
    }

    [Test]
    public async Task The_settings_say_how_many_may_be_open_and_how_many_a_day()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.SaveAndReadAsync(("Catalogue:MostOpenRequests", "1"), ("Catalogue:MostRequestsPerDay", "2"));
        var request = await world.AskAsync();
        Assert.That(await AskAsync(world, EngineWorld.Riley, "warehouse"), Is.EqualTo(new Outcome.Refused(Refusal.TooManyOpen, "1")));
        await world.Desk.WithdrawAsync(EngineWorld.Riley, request, world.Gesture(), default);
        await world.Desk.WithdrawAsync(EngineWorld.Riley, await world.AskAsync(), world.Gesture(), default);
        Assert.That(await AskAsync(world, EngineWorld.Riley), Is.EqualTo(new Outcome.Refused(Refusal.TooManyToday, "2")));
        await world.TurnAsync(TimeSpan.FromDays(1));
        Assert.That(await AskAsync(world, EngineWorld.Riley), Is.InstanceOf<Outcome.Done>());
    }

    [Test]
    public async Task What_nobody_else_could_approve_is_said_at_once_and_nothing_is_created()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.SaveAndReadAsync(("Catalogue:Policies:0:Stages:0:Approvers:0", $"{ToldOnCall.SourceName}:night"), ("Catalogue:Policies:0:Stages:0:Approvers:1", "person:riley@example.com"));
        world.OnCall.Fill("riley@example.com");
        Assert.That(await AskAsync(world, EngineWorld.Riley), Is.EqualTo(new Outcome.Refused(Refusal.NobodyCanApprove, "1")));
        Assert.That((await world.Desk.ListMineAsync(EngineWorld.Riley.Account, _ => true, new PageRequest(1, 10), default)).Rows, Is.Empty);
        world.OnCall.Answer = new Core.OnCall.OnCallAnswer.NotNow("down");
        Assert.That(await AskAsync(world, EngineWorld.Riley), Is.InstanceOf<Outcome.Done>(), "a source that does not answer is not nobody");
        world.OnCall.Fill("avery@example.com");
        Assert.That(await AskAsync(world, EngineWorld.Riley, "warehouse"), Is.InstanceOf<Outcome.Done>());
    }

    [Test]
    public async Task Approvers_who_have_left_are_nobody()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.Get<IdentityLinking>().RecogniseAsync(EngineWorld.Avery, [], default);
        await world.Get<IdentityLinking>().RecogniseAsync(EngineWorld.Morgan, [], default);
        world.InChat.Of[EngineWorld.Avery.Account.Id] = new PresenceAnswer.Gone(AccountEnd.Deleted);
        Assert.That(await AskAsync(world, EngineWorld.Riley, "warehouse"), Is.InstanceOf<Outcome.Done>(), "Morgan is there");
        world.InChat.Of[EngineWorld.Morgan.Account.Id] = new PresenceAnswer.Gone(AccountEnd.Deleted);
        await world.TurnAsync(PresenceLimits.Freshness);
        Assert.That(await AskAsync(world, EngineWorld.Riley), Is.EqualTo(new Outcome.Refused(Refusal.NobodyCanApprove, "1")));
        world.InChat.Of[EngineWorld.Morgan.Account.Id] = new PresenceAnswer.NotNow("busy", null);
        Assert.That(await AskAsync(world, EngineWorld.Riley), Is.InstanceOf<Outcome.Done>());
    }

    [Test]
    public async Task Of_many_who_ask_at_once_with_two_accounts_of_one_person_one_gets_through()
    {
        await using var world = await EngineWorld.OpenAsync();
        await world.Get<LinkDesk>().AnswerAsync(Elsewhere, await CodeAsync(world), default);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => AskAsync(world, i % 2 == 0 ? EngineWorld.Riley : Elsewhere, gesture: $"at once {i}"))));
        Assert.That(outcomes.OfType<Outcome.Done>().Count(), Is.EqualTo(1));
        Assert.That(outcomes.OfType<Outcome.Refused>().Select(refused => refused.Why), Has.All.EqualTo(Refusal.AlreadyOpen));
    }

    [GeneratedRegex("/jit link ([a-z0-9]{5}-[a-z0-9]{5})")]
    private static partial Regex Code();

    private static async Task<string> CodeAsync(EngineWorld world) =>
        Code().Match((await world.Get<LinkDesk>().AnswerAsync(EngineWorld.Riley, "", default)).ToPlainText()).Groups[1].Value;

    private static Task<Outcome> AskAsync(EngineWorld world, AccountFacts who, string entitlement = "database", string? gesture = null) =>
        world.Desk.AskAsync(who, new AskForm(entitlement, TimeSpan.FromHours(1), "fixing the incident"), gesture ?? world.Gesture(), default);
}
