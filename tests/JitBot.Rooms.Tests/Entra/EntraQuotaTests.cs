using JitBot.Core.Holdings;
using JitBot.Core.Settings;
using JitBot.Providers.Entra;
using JitBot.Sandbox.LookAlikes;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Entra;

/// <summary>What Graph allows is never overdrawn, and what it asks for is done.</summary>
public sealed class EntraQuotaTests
{
    private const int Allowed = 3000;
    private const int ForGrants = 2700;

    [Test]
    public async Task Grants_stop_where_the_last_tenth_begins_and_removals_go_on_to_the_end()
    {
        await using var world = await EntraWorld.StartAsync();
        var key = world.Holding(world.AddGroup("Group"), world.AddPerson("robin@example.com"));
        for (var i = 0; i < ForGrants; i++)
            Assert.That(await world.Provider.AddAsync(key, "attempt", default), Is.Not.TypeOf<ProviderAnswer.NotDone>());
        var refused = await world.Provider.AddAsync(key, "attempt", default) as ProviderAnswer.NotDone;
        Assert.That(refused?.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(152)));
        Assert.That(world.Requests, Has.Count.EqualTo(ForGrants), "nothing has left");

        for (var i = ForGrants; i < Allowed; i++)
        {
            world.Memberships.Add(key.Resource, key.Subject, "an administrator");
            Assert.That(await world.Provider.RemoveAsync(key, "attempt", default), Is.TypeOf<ProviderAnswer.Removed>());
        }

        Assert.That(await world.Provider.RemoveAsync(key, "attempt", default), Is.TypeOf<ProviderAnswer.NotDone>());
        Assert.That(world.Graph.Throttle.Refused, Is.Zero, "Graph itself had nothing to refuse");
    }

    [Test]
    public async Task Asked_to_wait_every_change_waits_and_questions_go_on()
    {
        await using var world = await EntraWorld.StartAsync();
        var key = world.Holding(world.AddGroup("Group"), world.AddPerson("robin@example.com"));
        world.Faults.Next(new DirectoryFault.Throttled(TimeSpan.FromSeconds(30)), DirectoryCall.Add);
        Assert.That(await world.Provider.AddAsync(key, "attempt", default), Is.EqualTo(new ProviderAnswer.NotDone("Graph asks for fewer calls (429 TooManyRequests).", TimeSpan.FromSeconds(30))));
        var before = world.Requests.Count;
        Assert.That((await world.Provider.RemoveAsync(key, "attempt", default) as ProviderAnswer.NotDone)?.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(world.Requests, Has.Count.EqualTo(before), "nothing has left");
        Assert.That(await world.Provider.ObserveAsync(key, "attempt", default), Is.TypeOf<ProviderAnswer.Absent>());
        world.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That(await world.Provider.AddAsync(key, "attempt", default), Is.TypeOf<ProviderAnswer.Added>());
    }

    [TestCase("0")]
    [TestCase("31")]
    [TestCase("two")]
    public void A_number_of_replicas_that_cannot_be_is_a_fault(string replicas)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Entra:Replicas", replicas)]).Build();
        Assert.That(EntraSetup.Check(settings.GetSection("Entra")), Has.Member(new SettingsFault("Entra:Replicas", "must be a whole number from 1 to 30")));
    }
}
