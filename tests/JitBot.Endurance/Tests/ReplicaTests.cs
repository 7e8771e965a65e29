using JitBot.Endurance.Disturbances;
using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Endurance.Tests;

/// <summary>
/// Three real hosts on one PostgreSQL database are killed, paused for longer than their leases and cut off from it, and it crashes too.
/// JITBOT_RUNS says how many stories, JITBOT_SEED which.
/// </summary>
[TestFixture]
[Platform(Exclude = "Win")]
internal sealed class ReplicaTests
{
    private const int Runs = 1;

    [Long]
    [Test]
    public Task Replicas_that_are_killed_paused_and_cut_off_keep_every_promise() => Played.AssertAsync(say =>
        DisturbedCampaign.TogetherAsync(HowMuch.Number("JITBOT_RUNS", Runs), Played.Seed, say));
}
