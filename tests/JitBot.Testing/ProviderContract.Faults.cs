using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Testing;

// When the directory is slow, busy, behind, down, or its answer is lost.
public abstract partial class ProviderContract
{
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

    [TestCase(false)]
    [TestCase(true)]
    public async Task An_add_whose_answer_is_lost_is_unclear_until_it_is_observed(bool quietly)
    {
        await ObserveAsync();
        World.Faults.Next(new DirectoryFault.LostAfter(quietly), DirectoryCall.Add);
        Assert.That(await SentOnceAsync(AddAsync), Is.TypeOf<ProviderAnswer.Unclear>());
        Assert.That(await ObserveAsync(), Is.TypeOf<ProviderAnswer.Present>());
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_removal_whose_answer_is_lost_is_unclear_until_it_is_observed(bool quietly)
    {
        await AddAsync();
        World.Faults.Next(new DirectoryFault.LostAfter(quietly), DirectoryCall.Remove);
        Assert.That(await SentOnceAsync(RemoveAsync), Is.TypeOf<ProviderAnswer.Unclear>());
        Assert.That(await ObserveAsync(), Is.EqualTo(new ProviderAnswer.Absent()));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_call_lost_before_its_effect_is_never_taken_for_done(bool quietly)
    {
        await ObserveAsync();
        World.Faults.Next(new DirectoryFault.LostBefore(quietly), DirectoryCall.Add);
        Assert.That(await SentOnceAsync(AddAsync), Is.TypeOf<ProviderAnswer.Unclear>().Or.TypeOf<ProviderAnswer.NotDone>());
        Assert.That(await ObserveAsync(), Is.EqualTo(new ProviderAnswer.Absent()));

        await AddAsync();
        World.Faults.Next(new DirectoryFault.LostBefore(quietly), DirectoryCall.Remove);
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
        Assert.That(await ObserveAsync(), Is.EqualTo(new ProviderAnswer.Absent()), "it tells what it read, stale or not");
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
    public async Task Time_that_runs_out_between_two_questions_is_an_answer_and_no_exception()
    {
        World.Faults.Next(new DirectoryFault.Fails(404));
        Assert.That(await SlowAsync(ObserveAsync, new DirectoryFault.Held()), Is.TypeOf<ProviderAnswer.NotDone>());
        World.Faults.Next(new DirectoryFault.Fails(404));
        Assert.That(await SlowAsync(RemoveAsync, new DirectoryFault.Held()), Is.TypeOf<ProviderAnswer.NotDone>());
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
}
