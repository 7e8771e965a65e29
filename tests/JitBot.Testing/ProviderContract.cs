using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>What every provider does, whatever its directory: inherited whole by each room, which supplies the world and nothing else.</summary>
[TestFixture]
public abstract class ProviderContract
{
    /// <summary>An id of an attempt, as the engine makes them.</summary>
    protected const string Attempt = "5b1f3c0e-9a55-4c0e-8f8e-0a4b7f0c2d11";

    private const string Email = "robin@example.com";

    /// <summary>How long a test waits, in real time, for something that must happen at once; only a broken provider ever reaches it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(17);

    private string _group = "";
    private string _person = "";
    private HoldingKey _key = null!;

    /// <summary>The world of this test.</summary>
    protected ProviderWorld World { get; private set; } = null!;

    /// <summary>The provider under test.</summary>
    protected IAccessProvider Provider => World.Provider;

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
        Assert.That(await AddAsync(), Provider.AddTellsWhoAdded ? Is.TypeOf<ProviderAnswer.AlreadyThere>() : Is.TypeOf<ProviderAnswer.Added>());
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
        Assert.That(await AddAsync(), Provider.AddTellsWhoAdded ? Is.TypeOf<ProviderAnswer.AlreadyThere>() : Is.TypeOf<ProviderAnswer.Added>());
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
    public async Task A_throttled_call_is_not_done_and_says_how_long_to_wait()
    {
        World.Faults.Always(new DirectoryFault.Throttled(Wait));
        Assert.That((await AddAsync() as ProviderAnswer.NotDone)?.RetryAfter, Is.EqualTo(Wait));
        Assert.That((await RemoveAsync() as ProviderAnswer.NotDone)?.RetryAfter, Is.EqualTo(Wait));
        Assert.That((await ObserveAsync() as ProviderAnswer.NotDone)?.RetryAfter, Is.EqualTo(Wait));
        Assert.That((await Provider.FindSubjectAsync(Email, default) as SubjectAnswer.NotNow)?.RetryAfter, Is.EqualTo(Wait));
        Assert.That((await Provider.InspectAsync(_group, default) as ResourceAnswer.NotNow)?.RetryAfter, Is.EqualTo(Wait));
        Assert.That(World.Memberships.All, Is.Empty);
    }

    [Test]
    public async Task An_add_whose_answer_is_lost_is_unclear_until_it_is_observed()
    {
        await ObserveAsync();
        World.Faults.Next(new DirectoryFault.LostAfter(), DirectoryCall.Add);
        Assert.That(await SentOnceAsync(AddAsync), Is.TypeOf<ProviderAnswer.Unclear>());
        Assert.That(await ObserveAsync(), Is.TypeOf<ProviderAnswer.Present>());
    }

    [Test]
    public async Task A_removal_whose_answer_is_lost_is_unclear_until_it_is_observed()
    {
        await AddAsync();
        World.Faults.Next(new DirectoryFault.LostAfter(), DirectoryCall.Remove);
        Assert.That(await SentOnceAsync(RemoveAsync), Is.TypeOf<ProviderAnswer.Unclear>());
        Assert.That(await ObserveAsync(), Is.EqualTo(new ProviderAnswer.Absent()));
    }

    [Test]
    public async Task A_call_lost_before_its_effect_is_never_taken_for_done()
    {
        await ObserveAsync();
        World.Faults.Next(new DirectoryFault.LostBefore(), DirectoryCall.Add);
        Assert.That(await SentOnceAsync(AddAsync), Is.TypeOf<ProviderAnswer.Unclear>().Or.TypeOf<ProviderAnswer.NotDone>());
        Assert.That(await ObserveAsync(), Is.EqualTo(new ProviderAnswer.Absent()));

        await AddAsync();
        World.Faults.Next(new DirectoryFault.LostBefore(), DirectoryCall.Remove);
        Assert.That(await SentOnceAsync(RemoveAsync), Is.TypeOf<ProviderAnswer.Unclear>().Or.TypeOf<ProviderAnswer.NotDone>());
        Assert.That(await ObserveAsync(), Is.TypeOf<ProviderAnswer.Present>());
    }

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    public async Task A_server_error_leaves_a_mutation_unclear_and_is_not_retried(int status)
    {
        World.Faults.Next(new DirectoryFault.FailsAfter(status), DirectoryCall.Add);
        Assert.That(await SentOnceAsync(AddAsync), Is.TypeOf<ProviderAnswer.Unclear>());
        Assert.That(await ObserveAsync(), Is.TypeOf<ProviderAnswer.Present>());

        World.Faults.Next(new DirectoryFault.Fails(status), DirectoryCall.Remove);
        Assert.That(await SentOnceAsync(RemoveAsync), Is.TypeOf<ProviderAnswer.Unclear>());
        Assert.That(await ObserveAsync(), Is.TypeOf<ProviderAnswer.Present>());
    }

    [Test]
    public async Task A_read_is_asked_again_when_its_answer_is_lost_once()
    {
        await AddAsync();
        World.Faults.Next(new DirectoryFault.LostAfter(), DirectoryCall.Read);
        Assert.That(await ObserveAsync(), Is.TypeOf<ProviderAnswer.Present>());
    }

    [Test]
    public async Task Reads_that_lag_behind_come_true_in_the_end()
    {
        var lag = TimeSpan.FromSeconds(30);
        World.Faults.ReadsLag = lag;
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Added>());
        Assert.That(await ObserveAsync(), Is.EqualTo(new ProviderAnswer.Absent()), "the read is stale, and the provider tells what it read");
        World.Clock.Advance(lag);
        Assert.That(await ObserveAsync(), Is.TypeOf<ProviderAnswer.Present>());

        Assert.That(await RemoveAsync(), Is.TypeOf<ProviderAnswer.Removed>());
        Assert.That(await ObserveAsync(), Is.TypeOf<ProviderAnswer.Present>());
        World.Clock.Advance(lag);
        Assert.That(await ObserveAsync(), Is.EqualTo(new ProviderAnswer.Absent()));
    }

    [Test]
    public async Task A_directory_that_is_down_did_nothing()
    {
        await ObserveAsync();
        await World.GoDownAsync();
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.NotDone>());
        Assert.That(await RemoveAsync(), Is.TypeOf<ProviderAnswer.NotDone>());
        Assert.That(await ObserveAsync(), Is.TypeOf<ProviderAnswer.NotDone>());
        Assert.That(await Provider.FindSubjectAsync(Email, default), Is.TypeOf<SubjectAnswer.NotNow>());
        Assert.That(await Provider.InspectAsync(_group, default), Is.TypeOf<ResourceAnswer.NotNow>());

        await World.ComeBackAsync();
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Added>());
    }

    [Test]
    public async Task A_call_slower_than_the_budget_is_given_up_and_unclear()
    {
        Assert.That(await SlowAsync(AddAsync, new DirectoryFault.Held()), Is.TypeOf<ProviderAnswer.Unclear>());
        Assert.That(await SlowAsync(RemoveAsync, new DirectoryFault.Held()), Is.TypeOf<ProviderAnswer.Unclear>());
        Assert.That(await SlowAsync(ObserveAsync, new DirectoryFault.Held()), Is.TypeOf<ProviderAnswer.NotDone>());
    }

    [Test]
    public async Task An_add_that_comes_through_after_it_was_given_up_is_seen_later()
    {
        Assert.That(await SlowAsync(AddAsync, new DirectoryFault.HeldThenDone()), Is.TypeOf<ProviderAnswer.Unclear>());
        await World.Faults.SettledAsync().WaitAsync(Patience);
        Assert.That(await ObserveAsync(), Is.TypeOf<ProviderAnswer.Present>());
    }

    [Test]
    public async Task A_caller_who_gives_up_hears_so()
    {
        using var stop = new CancellationTokenSource();
        World.Faults.Next(new DirectoryFault.Held());
        var call = Provider.AddAsync(_key, Attempt, stop.Token);
        await World.Faults.HeldAsync().WaitAsync(Patience);
        await stop.CancelAsync();
        Assert.That(async () => await call.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_person_is_found_by_e_mail_whatever_the_case()
    {
        Assert.That(await Provider.FindSubjectAsync("Robin@Example.COM", default), Is.EqualTo(new SubjectAnswer.Found(_person)));
    }

    [Test]
    public async Task An_unknown_person_is_not_found()
    {
        Assert.That(await Provider.FindSubjectAsync("nobody@example.com", default), Is.TypeOf<SubjectAnswer.NotFound>());
    }

    [TestCase("o'neil@example.com")]
    [TestCase("r+d@example.com")]
    [TestCase("a&b#c?d=%41@example.com")]
    public async Task Any_e_mail_address_is_asked_for_as_it_is(string email)
    {
        var subject = World.AddPerson(email);
        Assert.That(await Provider.FindSubjectAsync(email, default), Is.EqualTo(new SubjectAnswer.Found(subject)));
    }

    [TestCase("x' or mail ne 'y@example.com")]
    [TestCase("x\" or profile.email ne \"y@example.com")]
    [TestCase("../groups")]
    [TestCase("me")]
    [TestCase("*@example.com")]
    [TestCase("")]
    [TestCase("robin")]
    public async Task Words_that_would_widen_the_question_find_nobody(string email)
    {
        Assert.That(await Provider.FindSubjectAsync(email, default), Is.TypeOf<SubjectAnswer.NotFound>());
    }

    [Test]
    public async Task Two_people_with_one_e_mail_are_nobody()
    {
        World.AddPerson(Email);
        Assert.That(await Provider.FindSubjectAsync(Email, default), Is.TypeOf<SubjectAnswer.NotFound>());
    }

    [Test]
    public async Task Guests_and_deactivated_people_are_not_found_and_the_reason_is_said()
    {
        foreach (var (what, email) in World.AddUnwelcomePeople())
            Assert.That((await Provider.FindSubjectAsync(email, default) as SubjectAnswer.NotFound)?.Why, Is.Not.Null.And.Not.Empty, what);
    }

    [Test]
    public async Task An_ordinary_group_is_fit_and_named()
    {
        Assert.That(await Provider.InspectAsync(_group, default), Is.EqualTo(new ResourceAnswer.Fit("Production database")));
    }

    [Test]
    public async Task A_group_that_is_not_ours_to_change_is_unfit_and_the_reason_is_said()
    {
        foreach (var (what, resource, word) in World.AddUnfitGroups())
            Assert.That((await Provider.InspectAsync(resource, default) as ResourceAnswer.Unfit)?.Why, Does.Contain(word), what);
    }

    [Test]
    public async Task An_unknown_group_is_unfit_and_cannot_be_granted()
    {
        Assert.That(await Provider.InspectAsync(World.UnknownGroup, default), Is.TypeOf<ResourceAnswer.Unfit>());
        Assert.That(await Said(Provider.AddAsync(World.Holding(World.UnknownGroup, _person), Attempt, default)), Is.TypeOf<ProviderAnswer.Impossible>());
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

    [TestCase("..")]
    [TestCase("../../users")]
    [TestCase("a/b")]
    [TestCase("a?b")]
    [TestCase("a#b")]
    [TestCase("%2e%2e%2f")]
    [TestCase("a\nb")]
    [TestCase("")]
    public async Task An_id_that_is_none_never_reaches_the_wire(string id)
    {
        var before = World.Requests.Count;
        foreach (var key in new[] { World.Holding(id, _person), World.Holding(_group, id) })
        {
            Assert.That(await Said(Provider.AddAsync(key, Attempt, default)), Is.TypeOf<ProviderAnswer.Impossible>());
            Assert.That(await Said(Provider.RemoveAsync(key, Attempt, default)), Is.TypeOf<ProviderAnswer.Impossible>());
            Assert.That(await Said(Provider.ObserveAsync(key, Attempt, default)), Is.TypeOf<ProviderAnswer.Impossible>());
        }
        Assert.That(await Provider.InspectAsync(id, default), Is.TypeOf<ResourceAnswer.Unfit>());
        Assert.That(World.Requests, Has.Count.EqualTo(before));
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

    /// <summary>No layer below us may send a mutation twice: only the engine, which writes every attempt down, may try again.</summary>
    private async Task<ProviderAnswer> SentOnceAsync(Func<Task<ProviderAnswer>> mutate)
    {
        var before = Mutations();
        var answer = await mutate();
        Assert.That(Mutations() - before, Is.EqualTo(1), "mutations on the wire");
        return answer;

        int Mutations() => World.Requests.Count(request => !request.StartsWith("GET ", StringComparison.Ordinal));
    }

    private async Task<ProviderAnswer> SlowAsync(Func<Task<ProviderAnswer>> ask, DirectoryFault fault)
    {
        World.Faults.Next(fault);
        var call = ask();
        await World.Faults.HeldAsync().WaitAsync(Patience);
        World.Clock.Advance(IAccessProvider.CallBudget);
        var answer = await call;
        await World.Faults.SettledAsync().WaitAsync(Patience);
        return answer;
    }

    private async Task ExpectGoneAsync()
    {
        Assert.That((await ObserveAsync() as ProviderAnswer.Absent)?.Because, Is.Not.Null.And.Not.Empty);
        Assert.That((await RemoveAsync() as ProviderAnswer.WasAbsent)?.Because, Is.Not.Null.And.Not.Empty);
        Assert.That(await AddAsync(), Is.TypeOf<ProviderAnswer.Impossible>());
    }
}
