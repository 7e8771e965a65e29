using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Engine.Clock;
using JitBot.Engine.People;

namespace JitBot.Engine.Tests;

/// <summary>By which clock approvers live, beside their names in the form: asked for once, never waited for long, and silent where nobody knows.</summary>
[TestFixture]
public class ZoneTests
{
    private static readonly PersonId Somebody = new("p-1");
    private static readonly IReadOnlyList<Rule> Rules = [new Rule.Named(Somebody), new Rule.Everyone()];

    [Test]
    public async Task What_was_told_serves_for_half_an_hour_and_that_nobody_knows_for_a_minute()
    {
        await using var world = await EngineWorld.OpenAsync();
        var source = new ToldZones { Clock = new LocalClock("Asia/Tokyo", null) };
        var desk = DeskOf(world, source);
        Assert.That(desk.Known([Somebody]), Is.Empty);
        Assert.That((await desk.AskAsync([Somebody], default))[Somebody], Is.EqualTo(source.Clock));
        source.Clock = null;
        world.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.That(((await desk.AskAsync([Somebody], default))[Somebody]?.Zone, desk.Known([Somebody])[Somebody]?.Zone, source.Asked), Is.EqualTo(("Asia/Tokyo", "Asia/Tokyo", 1)));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That((await desk.AskAsync([Somebody], default))[Somebody], Is.Null);
        Assert.That(desk.Known([Somebody]), Has.Count.EqualTo(1), "that is known, too");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(desk.Known([Somebody]), Is.Empty);
    }

    [Test]
    public async Task A_chat_that_hangs_keeps_no_form_waiting_and_is_asked_again_for_the_next()
    {
        await using var world = await EngineWorld.OpenAsync();
        var source = new ToldZones { Hangs = true, Clock = new LocalClock("Asia/Tokyo", null) };
        var desk = DeskOf(world, source);
        var asking = desk.AskAsync([Somebody], default);
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await asking)[Somebody], Is.Null);
        Assert.That(desk.Known([Somebody]), Is.Empty);
        source.Hangs = false;
        Assert.That((await desk.AskAsync([Somebody], default))[Somebody], Is.EqualTo(source.Clock));
    }

    [Test]
    public async Task Of_two_chats_the_one_that_knows_is_heard_and_without_any_nobody_is_asked_about()
    {
        await using var world = await EngineWorld.OpenAsync();
        var told = await DeskOf(world, new ToldZones(), new ToldZones { Clock = new LocalClock("Asia/Tokyo", null) }).AskAsync([Somebody], default);
        Assert.That(told[Somebody]?.Zone, Is.EqualTo("Asia/Tokyo"));
        Assert.That(DeskOf(world).People(Rules), Is.Empty);
        Assert.That(DeskOf(world, new ToldZones()).People(Rules), Is.EqualTo(new[] { Somebody }));
    }

    [Test]
    public async Task Whoever_is_probably_asleep_is_said_to_be_so_in_what_is_read_before_a_request_is_sent()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Zones.Clock = new LocalClock("America/Los_Angeles", null);
        Assert.That((await SaidAsync(world, asks: false)).IsWhole, Is.False);
        Assert.That((await SaidAsync(world, asks: true)).Stages.Single().Names, Has.All.Contains("(it is 01:00 there)"));
        Assert.That((await SaidAsync(world, asks: false)).IsWhole, Is.True);
        world.Clock.Advance(TimeSpan.FromHours(6));
        Assert.That((await SaidAsync(world, asks: true)).Stages.Single().Names, Has.None.Contains("there"), "it is seven");
    }

    private static ZoneDesk DeskOf(EngineWorld world, params ToldZones[] sources) => new(sources, world.Get<TrustedClock>(), world.Clock);

    private static Task<Prospect> SaidAsync(EngineWorld world, bool asks)
    {
        var (desk, entitlement) = (world.Get<ProspectDesk>(), world.Desk.Catalogue.Entitlements[0]);
        return asks ? desk.AskAsync(entitlement, default) : desk.KnownAsync(entitlement, default);
    }
}
