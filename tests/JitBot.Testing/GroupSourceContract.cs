using JitBot.Core.People;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>What every group source does, whatever is behind it: inherited whole by each room that has one, which supplies the world and nothing else.</summary>
[TestFixture]
public abstract class GroupSourceContract
{
    /// <summary>Somebody who is in the group where a test says so.</summary>
    protected const string Avery = "avery@example.com";

    /// <summary>Somebody else.</summary>
    protected const string Morgan = "morgan@example.com";

    /// <summary>The world of this test.</summary>
    protected GroupWorld World { get; private set; } = null!;

    /// <summary>The one hole: a fresh world, in which both are known.</summary>
    protected abstract Task<GroupWorld> StartWorldAsync();

    [SetUp]
    public async Task StartAsync()
    {
        World = await StartWorldAsync();
        World.Fill(Avery);
    }

    [TearDown]
    public async Task StopAsync() => await World.DisposeAsync();

    [Test]
    public async Task A_member_is_in_and_others_are_not()
    {
        Assert.That(await ContainsAsync(Avery), Is.True);
        Assert.That(await ContainsAsync(Morgan), Is.False);
        Assert.That(await World.Source.ContainsAsync(World.EmptyGroup, Known(Avery), World.AccountsOf(Avery), default), Is.Not.True);
    }

    [Test]
    public async Task Who_joins_is_in_and_who_leaves_is_out()
    {
        await ContainsAsync(Avery);
        World.Fill(Morgan);
        World.Clock.Advance(World.Remembers + TimeSpan.FromSeconds(1));
        Assert.That(await ContainsAsync(Morgan), Is.True);
        Assert.That(await ContainsAsync(Avery), Is.False);
    }

    [Test]
    public async Task Nobody_is_in_a_group_that_is_not_there() =>
        Assert.That(await World.Source.ContainsAsync(World.UnknownGroup, Known(Avery), World.AccountsOf(Avery), default), Is.Not.True);

    [Test]
    public async Task While_the_service_is_down_nobody_can_tell()
    {
        await World.GoDownAsync();
        Assert.That(await ContainsAsync(Avery), Is.Null);
    }

    [TestCase(401)]
    [TestCase(403)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task An_error_is_no_yes(int status)
    {
        if (World.Faults is not { } faults)
            return;
        faults.Always(new DirectoryFault.Fails(status));
        Assert.That(await ContainsAsync(Avery), Is.Null);
        faults.Clear();
        Assert.That(await ContainsAsync(Avery), Is.True, "and it is over when it is over");
    }

    [Test]
    public void What_cannot_be_a_group_is_named_and_what_can_is_not()
    {
        Assert.That(World.Source.Fault(World.Group), Is.Null);
        foreach (var wrong in World.WrongIds)
            Assert.That(World.Source.Fault(wrong), Is.Not.Null.And.Not.Contain(World.Secrets[0]), wrong);
    }

    [Test]
    public async Task What_cannot_be_a_group_has_nobody_in_it()
    {
        foreach (var wrong in World.WrongIds)
            Assert.That(await World.Source.ContainsAsync(wrong, Known(Avery), World.AccountsOf(Avery), default), Is.Not.True, wrong);
    }

    /// <summary>Whether somebody is in the group now.</summary>
    protected Task<bool?> ContainsAsync(string email) => World.Source.ContainsAsync(World.Group, Known(email), World.AccountsOf(email), default);

    /// <summary>Somebody as JitBot knows them.</summary>
    protected static Person Known(string email) => new(new PersonId($"p-{email}"), email, email.Split('@')[0], "hash");
}
