using JitBot.Endurance.Kills;
using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Endurance.Tests;

/// <summary>
/// The real host is killed (kill -9) again and again, amid whatever it is doing. JITBOT_KILLS says how often, JITBOT_SEED which stories.
/// </summary>
[TestFixture]
[Platform(Exclude = "Win")]
internal sealed class KillTests
{
    private const int Kills = 3;

    [Test]
    public Task Killed_at_any_moment_it_keeps_every_promise() =>
        Played.AssertAsync(say => KillCampaign.RunAsync(HowMuch.Number("JITBOT_KILLS", Kills), Played.Seed, say));
}
