using System.Reflection;
using JitBot.Core;
using JitBot.Core.Store;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Benchmarks.Storm;

/// <summary>The product's store with somebody beside it who is told of each batch when it is durable.</summary>
public class WatchedStore : DispatchProxy
{
    private IAccessStore? _store;
    private Action<Batch>? _durable;

    /// <summary>Puts the watcher beside the store of a house.</summary>
    internal static void Watch(IServiceCollection services, Action<Batch> durable)
    {
        var own = services.Last(service => service.ServiceType == typeof(IAccessStore));
        services.Remove(own);
        services.AddKeyedSingleton(nameof(WatchedStore), (made, _) => (IAccessStore)own.ImplementationFactory!(made));
        services.AddSingleton(made => Around(made.GetRequiredKeyedService<IAccessStore>(nameof(WatchedStore)), durable));
    }

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(_store, args);
        return answer is Task<AppendAnswer> appended ? ToldAsync(appended, (Batch)args![0]!) : answer;
    }

    private static IAccessStore Around(IAccessStore store, Action<Batch> durable)
    {
        var around = Create<IAccessStore, WatchedStore>();
        var proxy = (WatchedStore)around;
        (proxy._store, proxy._durable) = (store, durable);
        return around;
    }

    private async Task<AppendAnswer> ToldAsync(Task<AppendAnswer> appended, Batch batch)
    {
        var answer = await appended;
        if (answer is AppendAnswer.Appended)
            _durable!(batch);
        return answer;
    }
}
