using JitBot.Endurance.Disturbances;
using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Endurance.Tests;

/// <summary>
/// The real host is killed, paused for longer than its leases, and let down by its directories and its chat. JITBOT_RUNS says how many
/// stories, JITBOT_SEED which.
/// </summary>
[TestFixture]
[Platform(Exclude = "Win")]
internal sealed class DisturbedTests
{
    private const int Runs = 1;

    [Long]
    [Test]
    public Task Disturbed_in_every_way_it_keeps_every_promise() => Played.AssertAsync(say =>
        DisturbedCampaign.AloneAsync(HowMuch.Number("JITBOT_RUNS", Runs), Played.Seed, say));
}
