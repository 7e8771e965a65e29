using System.Text.RegularExpressions;
using JitBot.Core.Access;
using JitBot.Engine.People;

namespace JitBot.Engine.Tests;

/// <summary>Whoever was told no does not get it unasked the same day, however and with whichever account they ask again.</summary>
[TestFixture]
public partial class AutoLookTests
{
    /// <summary>Another address of Riley's.</summary>
    private static readonly AccountFacts Twin = EngineWorld.Account("r.stone");

    [Test]
    public async Task A_no_lasts_a_day_from_when_it_was_said()
    {
        await using var world = await OpenAsync();
        var request = await world.AskAsync();
        await world.TurnAsync(TimeSpan.FromHours(23));
        await DenyAsync(world, EngineWorld.Avery, request);
        await world.TurnAsync(TimeSpan.FromHours(23));
        await LetEverybodyAsync(world);
        var again = await world.AskAsync();
        Assert.That(await world.StateAsync(again), Is.InstanceOf<AccessState.Pending>());
        await world.Desk.WithdrawAsync(EngineWorld.Riley, again, world.Gesture(), default);
        await world.TurnAsync(TimeSpan.FromHours(2));
        Assert.That(await world.StateAsync(await world.AskAsync()), Is.InstanceOf<AccessState.Active>(), "that was yesterday");
    }

    [Test]
    public async Task A_no_that_was_not_enough_counts_though_the_requester_withdrew()
    {
        await using var world = await OpenAsync(("Catalogue:Policies:0:Stages:0:Denials", "2"));
        var request = await world.AskAsync();
        await DenyAsync(world, EngineWorld.Avery, request);
        await world.Desk.WithdrawAsync(EngineWorld.Riley, request, world.Gesture(), default);
        await LetEverybodyAsync(world);
        Assert.That(await world.StateAsync(await world.AskAsync()), Is.InstanceOf<AccessState.Pending>());
    }

    [Test]
    public async Task A_no_that_became_a_yes_is_none()
    {
        await using var world = await OpenAsync(("Catalogue:Policies:0:Stages:0:Denials", "2"), ("Catalogue:Policies:0:Stages:0:Approvals", "2"));
        var request = await world.AskAsync();
        await DenyAsync(world, EngineWorld.Avery, request);
        await world.TurnAsync(TimeSpan.FromMinutes(1));
        await world.Desk.ApproveAsync(EngineWorld.Avery, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.Desk.WithdrawAsync(EngineWorld.Riley, request, world.Gesture(), default);
        await LetEverybodyAsync(world);
        Assert.That(await world.StateAsync(await world.AskAsync()), Is.InstanceOf<AccessState.Active>());
    }

    [Test]
    public async Task A_no_to_more_time_is_a_no()
    {
        await using var world = await OpenAsync();
        var request = await world.GrantAsync();
        await world.Desk.ExtendAsync(EngineWorld.Riley, request, more: null, "not done yet", world.Gesture(), default);
        await DenyAsync(world, EngineWorld.Avery, request);
        await world.Desk.ReturnAsync(EngineWorld.Riley, request, world.Gesture(), default);
        await world.DrainAsync();
        await LetEverybodyAsync(world);
        Assert.That(await world.StateAsync(await world.AskAsync()), Is.InstanceOf<AccessState.Pending>());
    }

    [Test]
    public async Task What_another_account_of_theirs_was_told_counts_though_they_parted()
    {
        await using var world = await OpenAsync();
        await DenyAsync(world, EngineWorld.Avery, await world.AskAsync());
        var code = Code().Match(await TypeAsync(world, EngineWorld.Riley, "")).Groups[1].Value;
        Assert.That(await TypeAsync(world, Twin, code), Does.Contain("one person from now on"));
        await TypeAsync(world, Twin, "remove");
        await LetEverybodyAsync(world);
        Assert.That(await world.StateAsync(await world.AskAsync(Twin)), Is.InstanceOf<AccessState.Pending>());
    }

    [Test]
    public async Task The_same_by_another_name_is_the_same()
    {
        await using var world = await OpenAsync();
        await DenyAsync(world, EngineWorld.Avery, await world.AskAsync());
        await LetEverybodyAsync(world, ("Catalogue:Entitlements:1:Resource", "group"));
        Assert.That(await world.StateAsync(await world.AskAsync("warehouse")), Is.InstanceOf<AccessState.Pending>());
    }

    [Test]
    public async Task A_no_to_something_else_is_none_to_this()
    {
        await using var world = await OpenAsync();
        await DenyAsync(world, EngineWorld.Avery, await world.AskAsync());
        await LetEverybodyAsync(world);
        Assert.That(await world.StateAsync(await world.AskAsync("warehouse")), Is.InstanceOf<AccessState.Active>());
    }

    private static async Task DenyAsync(EngineWorld world, AccountFacts who, RequestId request)
    {
        Assert.That(await world.Desk.DenyAsync(who, request, world.Clock.GetUtcNow(), "not now", world.Gesture(), default), Is.EqualTo(new Outcome.Done(request, Changed: true)));
        await world.DrainAsync();
    }

    private static async Task<string> TypeAsync(EngineWorld world, AccountFacts who, string typed) => (await world.Get<LinkDesk>().AnswerAsync(who, typed, default)).ToPlainText();

    /// <summary>From now on nobody needs to be asked.</summary>
    private static Task LetEverybodyAsync(EngineWorld world, params (string Key, string? Value)[] more) => world.RestartAsync(() => world.Save([
        ("Catalogue:Policies:0:AutoApprovals:0:For:0", "everyone"), ("Catalogue:Policies:0:AutoApprovals:0:AtMost", "01:00:00"), .. more]));

    private static async Task<EngineWorld> OpenAsync(params (string Key, string? Value)[] more)
    {
        var world = await EngineWorld.OpenAsync();
        await world.RestartAsync(() => world.Save([("Catalogue:Policies:0:RequestLapsesAfter", "1.00:00:00"), .. more]));
        return world;
    }

    [GeneratedRegex("/jit link ([a-z0-9]{5}-[a-z0-9]{5})")]
    private static partial Regex Code();
}
