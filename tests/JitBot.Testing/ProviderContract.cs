using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>
/// What every provider does, whatever its directory: inherited whole by each room, which supplies the world and nothing else.
/// </summary>
[TestFixture]
public abstract partial class ProviderContract
{
    /// <summary>An id of an attempt, as the engine makes them.</summary>
    protected const string Attempt = "5b1f3c0e-9a55-4c0e-8f8e-0a4b7f0c2d11";

    private const string Email = "robin@example.com";

    /// <summary>
    /// How long a test waits, in real time, for something that must happen at once; only a broken provider ever reaches it.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(17);

    private string _group = "";
    private string _person = "";
    private HoldingKey _key = null!;

    /// <summary>The world of this test.</summary>
    protected ProviderWorld World { get; private set; } = null!;

    /// <summary>The provider under test.</summary>
    protected IAccessProvider Provider => World.Provider;

    private Type SecondAdd => Provider.AddTellsWhoAdded ? typeof(ProviderAnswer.AlreadyThere) : typeof(ProviderAnswer.Added);

    /// <summary>The one hole: a fresh world.</summary>
    protected abstract Task<ProviderWorld> StartWorldAsync();

    [SetUp]
    public async Task StartAsync()
    {
        World = await StartWorldAsync();
        _group = World.AddGroup("Production database");
        _person = World.AddPerson(Email);
        _key = World.Holding(_group, _person);
    }

    [TearDown]
    public async Task StopAsync() => await World.DisposeAsync();

    [Test]
    public async Task Granting_once_makes_the_membership()
    {
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Added>());
        Assert.That(World.Memberships.Holds(_group, _person), Is.True);
        Assert.That(await ObserveAsync(), Is.TypeOf<ProviderAnswer.Present>());
    }

    [Test]
    public async Task Granting_twice_is_once()
    {
        await AddAsync();
        Assert.That(await AddAsync(), Is.TypeOf(SecondAdd));
        Assert.That(World.Memberships.All, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Of_many_adds_at_once_one_makes_the_membership()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AddAsync()));
        Assert.That(answers.OfType<ProviderAnswer.Added>().Count(), Provider.AddTellsWhoAdded ? Is.EqualTo(1) : Is.EqualTo(answers.Length));
        Assert.That(World.Memberships.All, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Standing_access_is_seen_and_stays()
    {
        World.Memberships.Add(_group, _person, "an administrator");
        Assert.That(await ObserveAsync(), Is.TypeOf<ProviderAnswer.Present>());
        Assert.That(await AddAsync(), Is.TypeOf(SecondAdd));
        Assert.That(World.Memberships.All.Single().By, Is.EqualTo("an administrator"));
    }

    [Test]
    public async Task Access_that_was_never_given_is_seen_as_absent()
    {
        Assert.That(await ObserveAsync(), Is.EqualTo(new ProviderAnswer.Absent()));
    }

    [Test]
    public async Task Removing_takes_that_membership_and_nothing_else()
    {
        var other = World.AddPerson("sam@example.com");
        var otherGroup = World.AddGroup("Staging database");
        World.Memberships.Add(_group, other, "an administrator");
        World.Memberships.Add(otherGroup, _person, "an administrator");
        await AddAsync();

        Assert.That(await RemoveAsync(), Is.TypeOf<ProviderAnswer.Removed>());

        Assert.That(World.Memberships.All.Where(change => !change.Added).Select(change => (change.Group, change.Member)),
            Is.EqualTo(new[] { (_group, _person) }));
        Assert.That(await ObserveAsync(), Is.EqualTo(new ProviderAnswer.Absent()));
        Assert.That(await Provider.FindSubjectAsync(Email, default), Is.EqualTo(new SubjectAnswer.Found(_person)));
        Assert.That(await Provider.InspectAsync(_group, default), Is.EqualTo(new ResourceAnswer.Fit("Production database")));
    }

    [Test]
    public async Task Removing_the_absent_is_no_fault()
    {
        Assert.That(await RemoveAsync(), Is.EqualTo(new ProviderAnswer.WasAbsent()).Or.TypeOf<ProviderAnswer.Removed>());
        Assert.That(World.Memberships.All, Is.Empty);
    }

    [Test]
    public async Task A_person_who_was_deleted_has_lost_the_membership_and_the_answers_say_why()
    {
        await AddAsync();
        World.DeletePerson(_person);
        await ExpectGoneAsync();
    }

    [Test]
    public async Task A_group_that_was_deleted_has_lost_its_members_and_the_answers_say_why()
    {
        await AddAsync();
        World.DeleteGroup(_group);
        await ExpectGoneAsync();
    }

    private Task<ProviderAnswer> AddAsync() => Said(Provider.AddAsync(_key, Attempt, default));

    private Task<ProviderAnswer> RemoveAsync() => Said(Provider.RemoveAsync(_key, Attempt, default));

    private Task<ProviderAnswer> ObserveAsync() => Said(Provider.ObserveAsync(_key, Attempt, default));

    /// <summary>Every answer passes here: whatever it says, it holds no secret.</summary>
    private async Task<ProviderAnswer> Said(Task<ProviderAnswer> call)
    {
        var answer = await call.WaitAsync(Patience);
        foreach (var secret in World.Secrets)
            Assert.That(answer.ToString(), Does.Not.Contain(secret));
        return answer;
    }

    private async Task ExpectGoneAsync()
    {
        Assert.That((await ObserveAsync() as ProviderAnswer.Absent)?.Because, Is.Not.Null.And.Not.Empty);
        Assert.That((await RemoveAsync() as ProviderAnswer.WasAbsent)?.Because, Is.Not.Null.And.Not.Empty);
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Impossible>());
    }
}
