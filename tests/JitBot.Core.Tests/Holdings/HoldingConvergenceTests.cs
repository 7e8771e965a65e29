using JitBot.Core.Holdings;

namespace JitBot.Core.Tests.Holdings;

[TestFixture]
public class HoldingConvergenceTests
{
    private const int Worlds = 800;
    private const int Steps = 60;

    [Test]
    public void Whatever_goes_wrong_the_membership_ends_as_it_was_before_us([Values] bool addTells, [Values] bool standing)
    {
        for (var seed = 0; seed < Worlds; seed++)
        {
            var world = new HoldingWorld(seed, addTells, standing, trouble: seed % 5 * 0.15);
            for (var i = 0; i < Steps; i++)
                world.Step();
            world.Heal();
            Assert.That(world.IsMember, Is.EqualTo(standing), () => Story(seed, world));
            Assert.That(HoldingPlan.Next(world.State, world.Now, addTells, mayGrant: true), Is.InstanceOf<HoldingStep.Rest>(), () => Story(seed, world));
        }
    }

    [Test]
    public void Standing_access_is_there_at_every_moment([Values] bool addTells)
    {
        for (var seed = 0; seed < Worlds; seed++)
        {
            var world = new HoldingWorld(seed, addTells, standing: true, trouble: seed % 5 * 0.15);
            for (var i = 0; i < Steps; i++)
            {
                world.Step();
                Assert.That(world.IsMember, Is.True, () => Story(seed, world));
            }
        }
    }

    [Test]
    public void Every_request_that_gave_back_is_told_once_how_it_ended([Values] bool addTells, [Values] bool standing)
    {
        for (var seed = 0; seed < Worlds; seed++)
        {
            var world = new HoldingWorld(seed, addTells, standing, trouble: seed % 5 * 0.15);
            for (var i = 0; i < Steps; i++)
                world.Step();
            world.Heal();
            var ends = world.Told.Where(told => told.News is HoldingNews.Gone).GroupBy(told => told.Request).ToList();
            Assert.That(ends.All(end => end.Count() == 1), Is.True, () => Story(seed, world));
            Assert.That(ends, Has.Count.EqualTo(world.Trace.Count(line => line.Contains("Claimed {", StringComparison.Ordinal))), () => Story(seed, world));
        }
    }

    [Test]
    public void Without_trouble_a_confirmed_request_has_its_membership_until_it_gives_it_back([Values] bool addTells)
    {
        for (var seed = 0; seed < Worlds; seed++)
        {
            var world = new HoldingWorld(seed, addTells, standing: false, trouble: 0);
            for (var i = 0; i < Steps; i++)
            {
                world.Step();
                var has = world.State.Claims.Any(claim => claim.Stage == ClaimStage.Confirmed);
                Assert.That(!has || world.IsMember, Is.True, () => Story(seed, world));
            }
        }
    }

    private static string Story(int seed, HoldingWorld world) => $"seed {seed}\n{string.Join('\n', world.Trace)}";
}
