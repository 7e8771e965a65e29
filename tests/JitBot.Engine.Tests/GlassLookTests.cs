using System.Text.RegularExpressions;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Engine.Emergencies;
using JitBot.Engine.People;

namespace JitBot.Engine.Tests;

/// <summary>What the form of an emergency offers somebody: what they may take at once, and what could not be told while they wait.</summary>
[TestFixture]
public partial class GlassLookTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Only_what_somebody_may_take_is_offered_and_whoever_may_take_nothing_is_told_what_would_change_it()
    {
        await using var world = await OpenAsync("person:riley@example.com");
        var riley = await SeeAsync(world, EngineWorld.Riley);
        Assert.That((Ids(riley), riley.Nothing), Is.EqualTo(("database", (string?)null)));
        Assert.That(riley.WhyNot(world.Desk.Catalogue.Find("warehouse"))!.ToPlainText(), Does.Contain("is not among these. The policy lets nobody take this"));
        var avery = await SeeAsync(world, EngineWorld.Avery);
        Assert.That(Ids(avery), Is.Empty);
        Assert.That(avery.Nothing, Does.Contain("as soon as you are one of them"));
        var guest = await SeeAsync(world, EngineWorld.Riley with { Barred = Refusal.Guest });
        Assert.That(guest.Nothing, Is.EqualTo(RefusalWords.For(Refusal.Guest)));
    }

    [Test]
    public async Task Whoever_has_just_come_into_the_group_is_offered_it_at_the_next_look()
    {
        await using var world = await OpenAsync($"{ToldGroups.SourceName}:owners");
        world.Groups.Holds = _ => false;
        Assert.That(Ids(await SeeAsync(world, EngineWorld.Riley)), Is.Empty);
        world.Groups.Holds = _ => true;
        Assert.That(Ids(await SeeAsync(world, EngineWorld.Riley)), Is.EqualTo("database"));
    }

    [Test]
    public async Task What_a_silent_group_may_allow_is_offered_after_half_a_second()
    {
        await using var world = await OpenAsync($"{ToldGroups.SourceName}:owners");
        world.Groups.Hanging.Add("owners");
        var looking = SeeAsync(world, EngineWorld.Riley);
        await world.Groups.Hangs.Task.WaitAsync(Patience);
        world.Clock.Advance(TimeSpan.FromSeconds(0.5));
        var seen = await looking.WaitAsync(Patience);
        Assert.That((Ids(seen), seen.Nothing), Is.EqualTo(("database", (string?)null)));
    }

    [Test]
    public async Task What_another_account_of_theirs_may_lend_is_offered_after_half_a_second_though_the_directory_is_silent()
    {
        await using var world = await OpenAsync("person:avery@example.com");
        var code = LinkCode().Match((await world.Get<LinkDesk>().AnswerAsync(EngineWorld.Avery, "", default)).ToPlainText()).Groups[1].Value;
        await world.Get<LinkDesk>().AnswerAsync(EngineWorld.Riley, code, default);
        await world.TurnAsync(LinkingLimits.CoolDown + TimeSpan.FromHours(1));
        Assert.That(Ids(await SeeAsync(world, EngineWorld.Riley)), Is.EqualTo("database"));
        world.Provider.HangsWhenAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var looking = SeeAsync(world, EngineWorld.Riley);
        await world.Provider.HangsWhenAsked.Task.WaitAsync(Patience);
        world.Clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.That(Ids(await looking.WaitAsync(Patience)), Is.EqualTo("database"));
        Assert.That(Ids(await SeeAsync(world, EngineWorld.Morgan)), Is.Empty, "nobody lends Morgan anything");
    }

    [Test]
    public async Task What_they_named_or_had_before_is_what_they_most_likely_mean_if_it_is_offered()
    {
        await using var world = await OpenAsync(
            "person:riley@example.com", ("Catalogue:Policies:1:BreakGlass:For:0", "person:riley@example.com"), ("Catalogue:Policies:1:BreakGlass:For:1", "person:avery@example.com"));
        var (riley, avery) = (await SeeAsync(world, EngineWorld.Riley), await SeeAsync(world, EngineWorld.Avery));
        var database = world.Desk.Catalogue.Find("database")!;
        var before = new Dictionary<string, int> { [database.Id] = 3 };
        Assert.That((Ids(riley), Ids(avery)), Is.EqualTo(("database warehouse", "warehouse")));
        Assert.That(riley.Likely(null, Habits.None), Is.Null, "nothing says which");
        Assert.That(riley.Likely(null, before), Is.EqualTo(database));
        Assert.That(riley.Likely(database, Habits.None), Is.EqualTo(database));
        Assert.That(avery.Likely(null, before)?.Id, Is.EqualTo("warehouse"), "the only one that is offered");
        Assert.That(avery.Likely(database, before), Is.Null, "nothing else stands there for what was named");
    }

    /// <summary>The database may be taken at once by whom the rule names, the warehouse by nobody.</summary>
    private static async Task<EngineWorld> OpenAsync(string rule, params (string Key, string? Value)[] more)
    {
        var world = await EngineWorld.OpenAsync();
        await world.SaveAndReadAsync(
            [
                ("Catalogue:Entitlements:1:Policy", "open"), ("Catalogue:Policies:1:Id", "open"), ("Catalogue:Policies:1:Requesters:0", "everyone"),
                ("Catalogue:Policies:1:Stages:0:Approvers:0", "person:morgan@example.com"), ("Catalogue:Policies:1:Stages:0:Approvers:1", "person:avery@example.com"),
                ("Catalogue:Policies:1:LongestGrant", "1h"), ("Catalogue:Policies:0:BreakGlass:For:0", rule), .. more,
            ]);
        return world;
    }

    private static Task<GlassOffer> SeeAsync(EngineWorld world, AccountFacts who) => world.Get<GlassLook>().SeeAsync(who, default);

    private static string Ids(GlassOffer offer) => string.Join(' ', offer.Offered.Select(each => each.Id));

    [GeneratedRegex("/jit link ([a-z0-9]{5}-[a-z0-9]{5})")]
    private static partial Regex LinkCode();
}
