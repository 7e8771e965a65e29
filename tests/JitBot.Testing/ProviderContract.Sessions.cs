using JitBot.Core.Access;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Testing;

// Signing people out everywhere.
public abstract partial class ProviderContract
{
    [Test]
    public async Task Whoever_is_signed_out_is_signed_out_everywhere_and_nobody_else_by_one_call()
    {
        var other = World.AddPerson("sidney@example.com");
        var before = World.Requests.Count;
        Assert.That(World.SessionEnder.Provider, Is.EqualTo(Provider.Name));
        Assert.That(await SignOutAsync(), Is.TypeOf<SignOutAnswer.Done>());
        Assert.That(World.SessionEnds.Of(_person), Has.Count.EqualTo(1));
        Assert.That(World.SessionEnds.Of(other), Is.Empty);
        Assert.That(World.Requests, Has.Count.EqualTo(before + 1));
    }

    [Test]
    public async Task Whoever_is_signed_out_stays_a_member_and_can_be_signed_out_again()
    {
        await AddAsync();
        await SignOutAsync();
        Assert.That(await SignOutAsync(), Is.TypeOf<SignOutAnswer.Done>());
        Assert.That(World.Memberships.Holds(_group, _person), Is.True);
    }

    [Test]
    public async Task What_was_not_answered_is_not_called_done_and_is_sent_once()
    {
        World.Faults.Always(new DirectoryFault.Throttled(Wait));
        Assert.That((await SignOutAsync() as SignOutAnswer.NotNow)?.RetryAfter, Is.EqualTo(Wait));
        World.Faults.Clear();
        foreach (var fault in new DirectoryFault[]
        {
            new DirectoryFault.Fails(500), new DirectoryFault.Fails(503), new DirectoryFault.LostBefore(), new DirectoryFault.LostBefore(Quietly: true), new DirectoryFault.LostAfter(),
        })
        {
            World.Clock.Advance(Wait);
            World.Faults.Always(fault);
            var before = World.Requests.Count;
            Assert.That(await SignOutAsync(), Is.TypeOf<SignOutAnswer.NotNow>(), $"{fault}");
            Assert.That(World.Requests, Has.Count.EqualTo(before + 1), $"{fault}");
            World.Faults.Clear();
        }

        await World.GoDownAsync();
        Assert.That(await SignOutAsync(), Is.TypeOf<SignOutAnswer.NotNow>());
    }

    [Test]
    public async Task Without_the_right_nobody_is_signed_out_and_the_right_is_named()
    {
        var ender = World.SessionEnder;
        World.KeepSessions();
        Assert.That((await ender.SignOutAsync(_person, default) as SignOutAnswer.Closed)?.Why, Does.Contain("essions").And.EndsWith("."));
        Assert.That(World.SessionEnds.Of(_person), Is.Empty);
    }

    [Test]
    public async Task Whoever_is_not_there_any_more_has_no_session()
    {
        World.DeletePerson(_person);
        Assert.That(await SignOutAsync(), Is.TypeOf<SignOutAnswer.Closed>());
    }

    [TestCase("..")]
    [TestCase("me")]
    [TestCase("robin@example.com")]
    public async Task Whoever_has_no_id_is_not_signed_out(string id)
    {
        var before = World.Requests.Count;
        Assert.That(await World.SessionEnder.SignOutAsync(id, default), Is.TypeOf<SignOutAnswer.Closed>());
        Assert.That(World.Requests, Has.Count.EqualTo(before));
    }

    private Task<SignOutAnswer> SignOutAsync() => World.SessionEnder.SignOutAsync(_person, default);
}
