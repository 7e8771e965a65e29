using JitBot.Core.Holdings;
using JitBot.Providers.Entra;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Entra;

/// <summary>Every status Graph may answer with, and what it means for a membership.</summary>
[TestFixture]
public sealed class EntraAnswersTests
{
    private static readonly DateTimeOffset Date = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [TestCase(302, typeof(ProviderAnswer.Impossible))]
    [TestCase(400, typeof(ProviderAnswer.Impossible))]
    [TestCase(401, typeof(ProviderAnswer.NotDone))]
    [TestCase(403, typeof(ProviderAnswer.Impossible))]
    [TestCase(404, typeof(ProviderAnswer.NotDone))]
    [TestCase(408, typeof(ProviderAnswer.Unclear))]
    [TestCase(409, typeof(ProviderAnswer.NotDone))]
    [TestCase(412, typeof(ProviderAnswer.NotDone))]
    [TestCase(423, typeof(ProviderAnswer.NotDone))]
    [TestCase(429, typeof(ProviderAnswer.NotDone))]
    [TestCase(500, typeof(ProviderAnswer.Unclear))]
    [TestCase(501, typeof(ProviderAnswer.Unclear))]
    [TestCase(502, typeof(ProviderAnswer.Unclear))]
    [TestCase(503, typeof(ProviderAnswer.Unclear))]
    [TestCase(504, typeof(ProviderAnswer.Unclear))]
    public async Task An_add_and_a_removal_understand(int status, Type expected)
    {
        await using var world = await EntraWorld.StartAsync();
        var key = world.Holding(world.AddGroup("Group"), world.AddPerson("robin@example.com"));
        world.Faults.Next(new DirectoryFault.Fails(status), DirectoryCall.Add);
        Assert.That(await world.Provider.AddAsync(key, "a", default), Is.TypeOf(expected));
        world.Faults.Next(new DirectoryFault.Fails(status), DirectoryCall.Remove);

        // Only the 404 means something else to a removal: there was no membership.
        var answer = await world.Provider.RemoveAsync(key, "a", default);
        Assert.That(answer, status == 404 ? Is.EqualTo(new ProviderAnswer.WasAbsent()) : Is.TypeOf(expected));
        Assert.That(world.Memberships.All, Is.Empty);
    }

    [TestCase(400)]
    [TestCase(403)]
    public async Task A_read_that_is_refused_for_good_says_so(int status)
    {
        await using var world = await EntraWorld.StartAsync();
        var key = world.Holding(world.AddGroup("Group"), world.AddPerson("robin@example.com"));
        world.Faults.Next(new DirectoryFault.Fails(status), DirectoryCall.Read);
        Assert.That(await world.Provider.ObserveAsync(key, "a", default), Is.TypeOf<ProviderAnswer.Impossible>());
    }

    [TestCase("rule")]
    [TestCase("synced")]
    [TestCase("mail")]
    [TestCase("role")]
    public async Task A_group_that_became_unfit_after_the_grant_cannot_be_changed_and_says_why(string how)
    {
        await using var world = await EntraWorld.StartAsync();
        var key = world.Holding(world.AddGroup("Group"), world.AddPerson("robin@example.com"));
        await world.Provider.AddAsync(key, "a", default);
        var group = world.Graph.Directory.Group(key.Resource)!;
        world.Graph.Directory.Put(how switch
        {
            "rule" => group with { GroupTypes = ["DynamicMembership"] },
            "synced" => group with { OnPremisesSyncEnabled = true },
            "mail" => group with { MailEnabled = true },
            _ => group with { IsAssignableToRole = true },
        });
        Assert.That((await world.Provider.RemoveAsync(key, "a", default) as ProviderAnswer.Impossible)?.Why, Does.Contain("Graph"));
        Assert.That(world.Memberships.Holds(key.Resource, key.Subject), Is.True);
    }

    [TestCase("17", 17)]
    [TestCase("0", 0)]
    [TestCase("Mon, 02 Mar 2026 09:01:00 GMT", 60)]
    [TestCase("Mon, 02 Mar 2026 08:59:00 GMT", 0)]
    [TestCase("-1", null)]
    [TestCase("99999999999999", null)]
    [TestCase("soon", null)]
    public void A_wait_is_read_as_seconds_or_against_the_answer_s_own_time(string text, int? seconds)
    {
        Assert.That(GraphExchange.Wait(text, Date)?.TotalSeconds, Is.EqualTo((double?)seconds));
    }
}
