using JitBot.Core.People;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Testing;

// Whether an account is in use.
public abstract partial class ProviderContract
{
    private AccountId Account => new(Provider.Name, "", _person);

    [Test]
    public async Task Who_is_there_is_active()
    {
        Assert.That(World.Presence.Name, Is.EqualTo(Provider.Name));
        Assert.That(await LookAsync(), Is.TypeOf<PresenceAnswer.Active>());
    }

    [Test]
    public async Task Whoever_was_ended_by_an_administrator_is_gone_and_it_is_said_how()
    {
        foreach (var (how, end) in World.Endings)
        {
            var person = World.AddPerson($"{how}@example.com");
            end(person);
            Assert.That(await World.Presence.LookAsync(Account with { Id = person }, default), Is.EqualTo(new PresenceAnswer.Gone(how)));
        }

        Assert.That(World.Endings.Select(ending => ending.How), Has.Some.EqualTo(AccountEnd.Deactivated).And.Some.EqualTo(AccountEnd.Deleted));
    }

    [Test]
    public async Task No_error_no_limit_and_no_silence_is_taken_for_somebodys_leaving()
    {
        World.Faults.Always(new DirectoryFault.Throttled(Wait));
        Assert.That((await LookAsync() as PresenceAnswer.NotNow)?.RetryAfter, Is.EqualTo(Wait));
        World.Faults.Clear();
        foreach (var fault in new DirectoryFault[] { new DirectoryFault.Fails(500), new DirectoryFault.Fails(503), new DirectoryFault.LostBefore(), new DirectoryFault.LostAfter() })
        {
            World.Faults.Always(fault);
            Assert.That(await LookAsync(), Is.TypeOf<PresenceAnswer.NotNow>(), $"{fault}");
            World.Faults.Clear();
        }

        await World.GoDownAsync();
        Assert.That(await LookAsync(), Is.TypeOf<PresenceAnswer.NotNow>());
    }

    [TestCase("..")]
    [TestCase("me")]
    [TestCase("robin@example.com")]
    [TestCase("")]
    public async Task What_is_no_id_is_not_asked_for_and_proves_nothing(string id)
    {
        var before = World.Requests.Count;
        Assert.That(await World.Presence.LookAsync(Account with { Id = id }, default), Is.TypeOf<PresenceAnswer.Unknown>());
        Assert.That(World.Requests, Has.Count.EqualTo(before));
    }

    private Task<PresenceAnswer> LookAsync() => World.Presence.LookAsync(Account, default);
}
