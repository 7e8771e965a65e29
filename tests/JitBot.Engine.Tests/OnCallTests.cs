using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.OnCall;
using JitBot.Core.People;
using JitBot.Engine.People;

namespace JitBot.Engine.Tests;

/// <summary>Whoever is on call is an approver by what the source says at that moment; an answer from before it went down gives nobody a vote.</summary>
[TestFixture]
public class OnCallTests
{
    private static readonly AccountFacts Casey = EngineWorld.Account("casey");
    private static readonly Rule.Member Night = new(ToldOnCall.SourceName, "night");
    private static readonly OnCallAnswer Down = new OnCallAnswer.NotNow("It is down.");

    [Test]
    public async Task Who_is_on_call_when_they_vote_decides_and_who_was_does_not()
    {
        await using var world = await OpenAsync();
        var request = await world.AskAsync(EngineWorld.Riley);
        world.OnCall.Fill("morgan@example.com");
        Assert.That(await ApproveAsync(world, request, "g1"), Is.EqualTo(new Outcome.Refused(Refusal.NotAnApprover)));
        world.OnCall.Fill("casey@example.com");
        Assert.That(await ApproveAsync(world, request, "g2"), Is.EqualTo(new Outcome.Done(request, Changed: true)));
    }

    [Test]
    public async Task While_the_source_is_down_nobody_votes_by_an_older_answer()
    {
        await using var world = await OpenAsync();
        world.OnCall.Fill("casey@example.com");
        Assert.That((await ShelfOf(world).OnCallAsync(Night, default))!.IsLive, Is.True);
        var request = await world.AskAsync(EngineWorld.Riley);
        world.OnCall.Answer = Down;
        Assert.That(await ApproveAsync(world, request, "g1"), Is.EqualTo(new Outcome.Refused(Refusal.NotAnApprover)));
    }

    [Test]
    public async Task To_break_glass_an_answer_serves_that_a_vote_or_a_form_has_brought_within_a_quarter_of_an_hour()
    {
        await using var world = await OpenAsync();
        var request = await world.AskAsync(EngineWorld.Riley);
        world.OnCall.Fill("casey@example.com");
        var asked = world.Clock.GetUtcNow();
        await ApproveAsync(world, request, "g1");
        world.OnCall.Answer = Down;
        world.Clock.Advance(OnCallMemory.ServesFor);
        var view = await ShelfOf(world).OnCallAsync(Night, default);
        Assert.That((view!.AsOf, view.IsLive, view.Roster.Has("casey@example.com")), Is.EqualTo((asked, false, true)));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await ShelfOf(world).OnCallAsync(Night, default), Is.Null);
    }

    [Test]
    public async Task What_the_source_will_not_say_it_did_not_say_a_while_ago_either()
    {
        await using var world = await OpenAsync();
        world.OnCall.Fill("casey@example.com");
        await ShelfOf(world).OnCallAsync(Night, default);
        world.OnCall.Answer = new OnCallAnswer.Refused("It is gone.");
        Assert.That(await ShelfOf(world).OnCallAsync(Night, default), Is.Null);
        world.OnCall.Answer = Down;
        Assert.That(await ShelfOf(world).OnCallAsync(Night, default), Is.Null);
    }

    [Test]
    public async Task A_group_that_is_no_schedule_has_nobody_on_call()
    {
        await using var world = await OpenAsync();
        Assert.That(await ShelfOf(world).OnCallAsync(new Rule.Member(ToldGroups.SourceName, "one"), default), Is.Null);
        Assert.That(await ShelfOf(world).OnCallAsync(new Rule.Member("unheard", "of"), default), Is.Null);
    }

    [Test]
    public async Task Who_is_on_call_is_said_before_a_request_is_sent()
    {
        await using var world = await OpenAsync();
        world.OnCall.Fill("casey@example.com", "morgan@example.com");
        Assert.That(await SaidAsync(world), Is.EqualTo("members of rota night (on call now: casey, morgan)"));
        world.OnCall.Answer = Down;
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await SaidAsync(world), Does.Contain("(on call 2 minutes ago: casey, morgan; could not be asked just now)"));
        world.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.That(await SaidAsync(world), Does.EndWith("(who is on call could not be asked just now)"));
    }

    [Test]
    public async Task What_was_answered_just_now_is_said_at_once_and_anything_older_is_to_be_asked_for()
    {
        await using var world = await OpenAsync();
        world.OnCall.Fill("casey@example.com");
        var known = await KnownAsync(world);
        Assert.That((known.IsWhole, Only(known)), Is.EqualTo((false, "members of rota night")));
        await SaidAsync(world);
        world.OnCall.Hangs = true;
        known = await KnownAsync(world);
        Assert.That((known.IsWhole, Only(known)), Is.EqualTo((true, "members of rota night (on call now: casey)")));
        Assert.That(await SaidAsync(world), Is.EqualTo(Only(known)), "nor does anybody ask again");
        world.Clock.Advance(OnCallWords.Fresh + TimeSpan.FromSeconds(1));
        Assert.That((await KnownAsync(world)).IsWhole, Is.False);
    }

    [Test]
    public async Task Where_no_rule_names_a_schedule_nothing_is_said()
    {
        await using var world = await EngineWorld.OpenAsync($"{ToldGroups.SourceName}:one");
        Assert.That(await SaidAsync(world), Is.EqualTo($"members of {ToldGroups.SourceName} one"));
        Assert.That((await KnownAsync(world)).IsWhole, Is.True);
    }

    [Test]
    public async Task A_source_that_hangs_keeps_no_form_waiting()
    {
        await using var world = await OpenAsync();
        world.OnCall.Hangs = true;
        var saying = SaidAsync(world);
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await saying, Does.EndWith("(who is on call could not be asked just now)"));
    }

    private static Task<EngineWorld> OpenAsync() => EngineWorld.OpenAsync($"{ToldOnCall.SourceName}:night");

    private static GroupShelf ShelfOf(EngineWorld world) => world.Get<GroupShelf>();

    private static async Task<string> SaidAsync(EngineWorld world) => Only(await world.Get<ProspectDesk>().AskAsync(world.Desk.Catalogue.Entitlements[0], default));

    private static Task<Prospect> KnownAsync(EngineWorld world) => world.Get<ProspectDesk>().KnownAsync(world.Desk.Catalogue.Entitlements[0], default);

    private static string Only(Prospect prospect) => prospect.Stages.Single().Names[^1];

    private static Task<Outcome> ApproveAsync(EngineWorld world, RequestId request, string gesture) =>
        world.Desk.ApproveAsync(Casey, request, new Approval(world.Clock.GetUtcNow()), gesture, default);
}
