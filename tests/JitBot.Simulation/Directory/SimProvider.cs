using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.Time;
using JitBot.Simulation.Faults;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Directory;

/// <summary>A process's way to a directory: the network in between, which loses, delays and reorders.</summary>
internal sealed class SimProvider(SimWorld world, SimNode node, SimDirectory directory, DateWitness witness) : IAccessProvider
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(300);

    public string Name => directory.Name;

    public bool AddTellsWhoAdded => directory.AddTells;

    public Task<SubjectAnswer> FindSubjectAsync(string email, CancellationToken ct) => CallAsync<SubjectAnswer>(
        $"find {email}",
        () => world.People.SubjectOf(email) is { } subject && !world.People.Disabled.Contains(subject) ? new SubjectAnswer.Found(subject) : new SubjectAnswer.NotFound("Nobody has this address."),
        trouble => trouble switch
        {
            Trouble.Throttled throttled => new SubjectAnswer.NotNow("Throttled.", throttled.Wait),
            _ => new SubjectAnswer.NotNow("No answer."),
        },
        late: null);

    public Task<ResourceAnswer> InspectAsync(string resource, CancellationToken ct) => CallAsync<ResourceAnswer>(
        $"inspect {resource}",
        () => new ResourceAnswer.Fit(resource),
        trouble => trouble switch
        {
            Trouble.Throttled throttled => new ResourceAnswer.NotNow("Throttled.", throttled.Wait),
            Trouble.Refused => new ResourceAnswer.Unfit("The group cannot be changed by us."),
            _ => new ResourceAnswer.NotNow("No answer."),
        },
        late: null);

    public Task<NestingAnswer> ListAroundAsync(string resource, CancellationToken ct) => CallAsync<NestingAnswer>(
        $"what is around {resource}",
        () => new NestingAnswer.Told(world.Around(directory.Name, resource).ToHashSet()),
        trouble => trouble switch
        {
            Trouble.Throttled throttled => new NestingAnswer.NotNow("Throttled.", throttled.Wait),
            Trouble.Refused => new NestingAnswer.Untold("We may not ask."),
            _ => new NestingAnswer.NotNow("No answer."),
        },
        late: null);

    public Task<ProviderAnswer> ObserveAsync(HoldingKey holding, string attempt, CancellationToken ct) => ActAsync(holding, ProviderCall.ReadBack, attempt);

    public Task<ProviderAnswer> AddAsync(HoldingKey holding, string attempt, CancellationToken ct) => ActAsync(holding, ProviderCall.Add, attempt);

    public Task<ProviderAnswer> RemoveAsync(HoldingKey holding, string attempt, CancellationToken ct) => ActAsync(holding, ProviderCall.Remove, attempt);

    private Task<ProviderAnswer> ActAsync(HoldingKey key, ProviderCall call, string attempt)
    {
        ProviderAnswer Effect() => directory.Act(world.Now, key, call, attempt);
        world.Checker.CheckSending(key, attempt);
        return CallAsync(
            $"{call} {key.Resource}/{key.Subject}",
            Effect,
            trouble => trouble switch
            {
                Trouble.Throttled throttled => new ProviderAnswer.NotDone("Throttled.", throttled.Wait),
                Trouble.Refused => new ProviderAnswer.Impossible("The directory says no."),
                Trouble.NeverSent => new ProviderAnswer.NotDone("No connection."),
                _ => new ProviderAnswer.Unclear("No answer."),
            },
            late: call is ProviderCall.Add or ProviderCall.Remove ? () => Effect() : null);
    }

    /// <summary>
    /// One call. <paramref name="late"/>: the effect can still come when the caller has given up. Whatever the answer, the caller has one
    /// within its budget, as the real rooms have.
    /// </summary>
    private Task<T> CallAsync<T>(string what, Func<T> act, Func<Trouble, T> fail, Action? late) => node.Pass(what, () => MakeAsync(what, act, fail, late));

    private Task<T> MakeAsync<T>(string what, Func<T> act, Func<Trouble, T> fail, Action? late)
    {
        if (node.Crosses($"before {what}"))
            return SimNode.Never<T>();
        var there = world.Dice.Span(Quick, world.Strikes(Fault.ProviderSlow, what) ? TimeSpan.FromMinutes(5) : Usual);
        var back = world.Dice.Span(Quick, world.Strikes(Fault.ProviderSlow, what) ? TimeSpan.FromMinutes(5) : Usual);
        if (directory.DownUntil > world.Now)
            return AnswerAsync(there, what, fail(world.Dice.Hits(0.5) ? new Trouble.NeverSent() : new Trouble.Lost()), heard: false);
        if (world.Strikes(Fault.ProviderLosesCall, what))
            return AnswerAsync(there, what, fail(world.Dice.Hits(0.3) ? new Trouble.NeverSent() : new Trouble.Lost()), heard: false);
        if (world.Strikes(Fault.ProviderThrottles, what))
            return AnswerAsync(there + back, what, fail(new Trouble.Throttled(world.Dice.Hits(0.7) ? world.Dice.Span(Quick, TimeSpan.FromHours(1)) : null)), heard: true);
        if (world.Strikes(Fault.ProviderRefuses, what))
            return AnswerAsync(there + back, what, fail(new Trouble.Refused()), heard: true);
        if (late is not null && world.Strikes(Fault.ProviderActsLate, what))
        {
            world.At(world.Now + world.Dice.Span(IAccessProvider.CallBudget, TimeSpan.FromDays(7)), $"{what} lands late", late);
            return AnswerAsync(IAccessProvider.CallBudget, what, fail(new Trouble.Lost()), heard: false);
        }

        return TravelAsync(what, act, fail, there, back);
    }

    private Task<T> TravelAsync<T>(string what, Func<T> act, Func<Trouble, T> fail, TimeSpan there, TimeSpan back)
    {
        var answer = new TaskCompletionSource<T>();
        var losesAnswer = world.Strikes(Fault.ProviderLosesAnswer, what);
        var inTime = there + back < IAccessProvider.CallBudget;
        var home = node.AnswerHere();
        world.At(world.Now + there, what, () =>
        {
            var given = act();
            if (inTime && !losesAnswer)
                Deliver(home, answer, world.Now + back, what, given, heard: true);
        });
        if (!inTime || losesAnswer)
            Deliver(home, answer, world.Now + (inTime ? there + back : IAccessProvider.CallBudget), what, fail(new Trouble.Lost()), heard: false);
        return answer.Task;
    }

    private Task<T> AnswerAsync<T>(TimeSpan after, string what, T given, bool heard)
    {
        var answer = new TaskCompletionSource<T>();
        Deliver(node.AnswerHere(), answer, world.Now + (after < IAccessProvider.CallBudget ? after : IAccessProvider.CallBudget), what, given, heard);
        return answer.Task;
    }

    private void Deliver<T>(
        Action<DateTimeOffset, Action> home, TaskCompletionSource<T> answer, DateTimeOffset at, string what, T given, bool heard) =>
        home(at, () =>
        {
            world.Trace.Add(world.Now, node.Name, $"{what} -> {given}");
            if (heard)
                witness.Report(directory.Name, world.Now.AddTicks(-(world.Now.UtcTicks % TimeSpan.TicksPerSecond)));
            if (!node.Crosses($"after {what}"))
                world.Complete(answer, given);
        });

    private abstract record Trouble
    {
        public sealed record Throttled(TimeSpan? Wait) : Trouble;

        public sealed record Refused : Trouble;

        public sealed record NeverSent : Trouble;

        public sealed record Lost : Trouble;
    }
}
