using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Tests;

/// <summary>What was done with the access is told, or that it could not be read.</summary>
[TestFixture]
public class EvidenceTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    [Test]
    public async Task The_log_is_read_for_the_time_in_which_the_grant_was_in_force()
    {
        await using var world = await EngineWorld.OpenAsync(new ToldEvidence());
        var begun = world.Clock.GetUtcNow();
        var request = await world.GrantAsync();
        await world.TurnAsync(Hour);
        Assert.That(world.Evidence!.Asked, Is.Empty);
        await world.TurnAsync(EvidenceLimits.ReadAfter);
        Assert.That(world.Evidence.Asked, Is.EqualTo(new[] { ("subject of riley@example.com", begun, begun + Hour) }));
        Assert.That((await LastAsync(world, request)), Is.TypeOf<AccessEvent.EvidenceRead>());
        Assert.That(world.Chat.Lines, Has.Some.Contains("Sign-in: Console"));
    }

    [Test]
    public async Task A_log_that_is_late_is_read_later()
    {
        await using var world = await EngineWorld.OpenAsync(new ToldEvidence { Answer = new EvidenceAnswer.NotNow("It is down.") });
        var request = await world.GrantAsync();
        await world.TurnAsync(Hour);
        await world.TurnAsync(EvidenceLimits.ReadAfter);
        Assert.That((await LastAsync(world, request)), Is.TypeOf<AccessEvent.Ended>());
        world.Evidence!.Answer = new EvidenceAnswer.Found(Evidence.Of([], isCut: false));
        await world.TurnAsync(LongestPause);
        Assert.That((await LastAsync(world, request)), Is.TypeOf<AccessEvent.EvidenceRead>());
    }

    [Test]
    public async Task A_log_that_stays_away_is_told_as_unread()
    {
        await using var world = await EngineWorld.OpenAsync(new ToldEvidence { Answer = new EvidenceAnswer.NotNow("It is down.") });
        var request = await world.GrantAsync();
        await world.TurnAsync(Hour);
        for (var waited = TimeSpan.Zero; waited < EvidenceLimits.GiveUpAfter; waited += LongestPause)
        {
            Assert.That((await LastAsync(world, request)), Is.TypeOf<AccessEvent.Ended>());
            await world.TurnAsync(LongestPause);
        }

        await world.TurnAsync(LongestPause);
        Assert.That((await LastAsync(world, request) as AccessEvent.EvidenceMissed)?.Why, Is.EqualTo("It is down."));
        Assert.That(world.Chat.Lines, Has.Some.Contains("could not be read"));
    }

    [Test]
    public async Task A_log_that_wants_to_be_left_alone_for_a_day_is_told_as_unread_when_patience_ends()
    {
        await using var world = await EngineWorld.OpenAsync(new ToldEvidence { Answer = new EvidenceAnswer.NotNow("It is busy.", TimeSpan.FromDays(1)) });
        var request = await world.GrantAsync();
        await world.TurnAsync(Hour);
        for (var waited = TimeSpan.Zero; waited <= EvidenceLimits.GiveUpAfter; waited += LongestPause)
            await world.TurnAsync(LongestPause);
        Assert.That((await LastAsync(world, request) as AccessEvent.EvidenceMissed)?.Why, Is.EqualTo("It is busy."));
    }

    [Test]
    public async Task A_closed_log_is_told_at_once()
    {
        await using var world = await EngineWorld.OpenAsync(new ToldEvidence { Answer = new EvidenceAnswer.Closed("No right.") });
        var request = await world.GrantAsync();
        await world.TurnAsync(Hour);
        await world.TurnAsync(EvidenceLimits.ReadAfter);
        Assert.That((await LastAsync(world, request)), Is.TypeOf<AccessEvent.EvidenceMissed>());
    }

    [Test]
    public async Task Where_no_log_is_read_nobody_is_told_of_one()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.GrantAsync();
        await world.TurnAsync(Hour);
        await world.TurnAsync(EvidenceLimits.GiveUpAfter);
        Assert.That((await LastAsync(world, request)), Is.TypeOf<AccessEvent.Ended>());
    }

    private static async Task<AccessEvent> LastAsync(EngineWorld world, RequestId request) =>
        (await world.Get<StoryReader>().LoadAsync(request, default)).Events.Last();
}
