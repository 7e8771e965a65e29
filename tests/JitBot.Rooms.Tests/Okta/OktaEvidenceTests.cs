using JitBot.Core.Access;
using JitBot.Core.Holdings;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>What is Okta's own about its log; the rest is the contract's.</summary>
[TestFixture]
public class OktaEvidenceTests
{
    [Test]
    public async Task A_scope_for_the_log_that_is_missing_keeps_nothing_else_away()
    {
        await using var world = await OktaWorld.StartAsync(OktaCredential.ServiceApp);
        var evidence = world.Evidence;
        var provider = world.ProviderThatReadsLogs;
        world.Grant(new HashSet<string> { "okta.users.read", "okta.groups.read", "okta.groups.manage" });
        var riley = world.AddPerson("riley@example.com");
        var holding = world.Holding(world.AddGroup("Production"), riley);
        var now = world.Clock.GetUtcNow();
        Assert.That((await evidence.ReadAsync(riley, now, now, default) as EvidenceAnswer.Closed)?.Why, Does.Contain("okta.logs.read"));
        Assert.That(await provider.AddAsync(holding, "a", default), Is.TypeOf<ProviderAnswer.Added>());
        Assert.That(await provider.RemoveAsync(holding, "b", default), Is.TypeOf<ProviderAnswer.Removed>());
    }
}
