using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Sandbox.LookAlikes;
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

    [Test]
    public async Task What_was_read_stands_as_cut_off_where_a_later_page_cannot_be_had()
    {
        await using var world = await OktaWorld.StartAsync(OktaCredential.ApiToken);
        var riley = world.AddPerson("riley@example.com");
        world.Okta.PageSize = 2;
        for (var i = 0; i < 5; i++)
            world.Log.Add(riley, "Single sign-on", "Console");
        world.Faults.Next(new DirectoryFault.Slow(TimeSpan.Zero)); // the first page comes
        world.Faults.Next(new DirectoryFault.Fails(503), times: 2);
        var now = world.Clock.GetUtcNow();
        var found = (await world.Evidence.ReadAsync(riley, now, now, default) as EvidenceAnswer.Found)?.Evidence;
        Assert.That((found?.Deeds.Single().Times, found?.IsCut), Is.EqualTo((2, true)));
    }
}
