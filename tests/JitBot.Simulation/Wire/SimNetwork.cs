using JitBot.Core;
using JitBot.Simulation.Faults;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Wire;

/// <summary>
/// The network under a real client: it takes a process's request to a door and the answer back, and delays or loses either.
/// </summary>
internal sealed class SimNetwork(SimWorld world, SimNode node, IDoor door) : HttpMessageHandler
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(5);

    /// <summary>A socket that hears nothing is given up after this.</summary>
    private static readonly TimeSpan GivenUp = IAccessProvider.CallBudget;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = await WireCall.ReadAsync(request);
        if (node.Crosses($"before {call.What}"))
            return await SimNode.Never<HttpResponseMessage>();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        // A client's own patience is measured by the real clock: a call of a process that has died would run out of it in another's time.
        await using var givesUp = cancellationToken.Register(() => _ = world.Scheduler.IsHere && Outside.Run(() => answer.TrySetCanceled(cancellationToken)));
        Travel(call, request, answer);
        return await answer.Task.ConfigureAwait(false);
    }

    private void Travel(WireCall call, HttpRequestMessage request, TaskCompletionSource<HttpResponseMessage> answer)
    {
        var faults = door.Faults;
        var (there, back) = (Span(faults.Slow, call), Span(faults.Slow, call));
        void Give(TimeSpan after, HttpResponseMessage given) => Deliver(node.AnswerHere(), answer, world.Now + after, call, request, given);
        if (door.IsDown || Strikes(faults.Before, call))
            Break(answer, there, call, world.Dice.Hits(0.4) ? HttpRequestError.ConnectionError : HttpRequestError.ResponseEnded);
        else if (Strikes(faults.Throttles, call))
            Give(there + back, door.Throttled(world.Dice.Hits(0.7) ? world.Dice.Span(Quick, TimeSpan.FromHours(1)) : null));
        else if (Strikes(faults.Refuses, call))
            Give(there + back, door.Refused());
        else if (door.Changes(call) && Strikes(faults.Late, call))
            ArriveLate(answer, call);
        else
            Arrive(answer, call, request, there, back);
    }

    private void ArriveLate(TaskCompletionSource<HttpResponseMessage> answer, WireCall call)
    {
        world.At(world.Now + world.Dice.Span(GivenUp, TimeSpan.FromDays(7)), $"{call.What} lands late", () => door.Answer(call));
        Break(answer, GivenUp, call, HttpRequestError.ResponseEnded);
    }

    private void Arrive(TaskCompletionSource<HttpResponseMessage> answer, WireCall call, HttpRequestMessage request, TimeSpan there, TimeSpan back)
    {
        var isHeard = !Strikes(door.Faults.After, call) && there + back < GivenUp;
        var home = node.AnswerHere();
        world.At(world.Now + there, call.What, () =>
        {
            var given = door.Answer(call);
            if (isHeard)
                Deliver(home, answer, world.Now + back, call, request, given);
        });
        if (!isHeard)
            Break(answer, there + back, call, HttpRequestError.ResponseEnded);
    }

    private void Break(TaskCompletionSource<HttpResponseMessage> answer, TimeSpan after, WireCall call, HttpRequestError why) =>
        node.At(world.Now + (after < GivenUp ? after : GivenUp), () =>
        {
            world.Trace.Add(world.Now, node.Name, $"{call.What} -> {why}");
            if (!node.Crosses($"after {call.What}"))
                Outside.Run(() => answer.TrySetException(new HttpRequestException(why)));
        });

    private void Deliver(
        Action<DateTimeOffset, Action> home, TaskCompletionSource<HttpResponseMessage> answer, DateTimeOffset at, WireCall call,
        HttpRequestMessage request, HttpResponseMessage given) => home(at, () =>
        {
            world.Trace.Add(world.Now, node.Name, $"{call.What} -> {(int)given.StatusCode}");
            if (!node.Crosses($"after {call.What}"))
                Outside.Run(() => answer.TrySetResult(given.At(world.Now, request)));
        });

    private TimeSpan Span(Fault? slow, WireCall call) => world.Dice.Span(Quick, Strikes(slow, call) ? Slow : Usual);

    private bool Strikes(Fault? fault, WireCall call) => fault is { } known && world.Strikes(known, call.What);
}
