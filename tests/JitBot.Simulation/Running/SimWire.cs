using JitBot.Core.Store;
using JitBot.Simulation.Faults;
using JitBot.Simulation.Store;

namespace JitBot.Simulation.Running;

/// <summary>A process's way to its database: calls take time, fail, or are made and not answered.</summary>
internal sealed class SimWire(SimWorld world, SimNode node) : IStoreWire
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(1);

    public DateTimeOffset? Clock => world.IsShared ? world.Now : null;

    public void Due(DateTimeOffset at) => node.TurnBy(at);

    public Task<T> CallAsync<T>(string what, Func<T> act) => node.Pass(what, () => MakeAsync(what, act));

    private Task<T> MakeAsync<T>(string what, Func<T> act)
    {
        if (node.Crosses(what))
            return SimNode.Never<T>();
        if (world.Strikes(Fault.StoreFailsBefore, what) || world.StoreIsDown)
            return Task.FromException<T>(new StoreUnavailableException("The database cannot be reached."));
        var slow = world.Strikes(Fault.StoreSlow, what);
        return slow || world.Dice.Hits(world.Interleaving) ? LaterAsync(what, act, slow) : AtOnce(what, act);
    }

    private Task<T> AtOnce<T>(string what, Func<T> act)
    {
        var done = Made(what, act);
        if (node.Crosses(what))
            return SimNode.Never<T>();
        return world.Strikes(Fault.StoreFailsAfter, what) ? Lost<T>() : done;
    }

    private Task<T> LaterAsync<T>(string what, Func<T> act, bool slow)
    {
        var answer = new TaskCompletionSource<T>();
        var back = node.AnswerHere();
        var takes = world.Dice.Span(Quick, slow ? TimeSpan.FromMinutes(2) : TimeSpan.FromMilliseconds(20));
        world.At(world.Now + takes, what, () =>
        {
            var done = Made(what, act);
            back(world.Now + Quick, () =>
            {
                if (node.Crosses(what))
                    return;
                var broke = done.Exception?.InnerException ?? (world.Strikes(Fault.StoreFailsAfter, what) ? Lost<T>().Exception!.InnerException : null);
                if (world.HasRealClients)
                    Outside.Run(() => Complete(answer, done, broke));
                else
                    Complete(answer, done, broke);
            });
        });
        return answer.Task;
    }

    private static bool Complete<T>(TaskCompletionSource<T> answer, Task<T> done, Exception? broke) =>
        broke is null ? answer.TrySetResult(done.Result) : answer.TrySetException(broke);

    private Task<T> Made<T>(string what, Func<T> act)
    {
        world.Acting = node;
        try
        {
            if (world.IsShared && what is ("open" or "list pending"))
                node.Clock.Ahead = TimeSpan.Zero; // several processes go by the database's clock, which they ask then
            return Task.FromResult(act());
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
        finally
        {
            world.Acting = null;
        }
    }

    private static Task<T> Lost<T>() => Task.FromException<T>(new StoreUnavailableException("The connection broke; whether it was stored is not known."));
}
