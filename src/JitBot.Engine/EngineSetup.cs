using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.Time;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;
using JitBot.Engine.Operations;
using JitBot.Engine.People;
using JitBot.Engine.Requests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine;

/// <summary>Registers the engine. The store, providers, platforms and group sources come from their rooms.</summary>
public static class EngineSetup
{
    /// <summary>Adds everything but the service that drives it.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services, CatalogueDraft catalogue, IdentitySettings identity, AuditSettings audit, OperationsSettings? operations = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Entropy>();
        services.TryAddSingleton<DateWitness>();
        services.TryAddSingleton(new WorkerLease(WorkerLimits.Lease));
        services.TryAddSingleton<DoorWitness>();
        services.AddSingleton(operations ?? OperationsSettings.Default);
        services.AddSingleton<StoreWatch>().AddSingleton<DoorWatch>().AddSingleton<RemovalWatch>().AddSingleton<OperationsLog>().AddSingleton<OperationsObserver>();
        services.AddSingleton<OperationsWatch>().AddSingleton<Announcer>().AddSingleton<GrantGate>().AddSingleton<CheckpointPoster>().AddSingleton<HighWaterFile>();
        services.AddSingleton<CheckpointFile>().AddSingleton<RestoreCheck>();
        services.AddSingleton(catalogue).AddSingleton(identity).AddSingleton(audit);
        services.AddSingleton<TrustedClock>().AddSingleton<WakeClock>().AddSingleton<ProviderShelf>().AddSingleton<ChatShelf>().AddSingleton<IdentityLinking>();
        services.AddSingleton<ApproverCheck>();
        services.AddSingleton<StoryReader>().AddSingleton<CommandHandler>().AddSingleton<HoldingHandler>().AddSingleton<CurrentCatalogue>();
        services.AddSingleton<RequestPreparer>().AddSingleton<HoldingConverger>().AddSingleton<CardShower>().AddSingleton<Notifier>();
        services.AddSingleton<EffectRunner>().AddSingleton<CheckpointWriter>().AddSingleton<WitnessCall>().AddSingleton<Housekeeping>().AddSingleton<EngineLoop>();
        services.AddSingleton<Inbox>().AddSingleton<AccessDesk>();
        services.AddSingleton(made => new Readiness(
            made.GetRequiredService<JitEngine>(), made.GetRequiredService<OperationsObserver>(), made.GetRequiredService<OperationsLog>()));
        services.AddSingleton(made => new EffectWorker(
            made.GetRequiredService<IAccessStore>(), made.GetRequiredService<WakeClock>(), made.GetRequiredService<TrustedClock>(),
            made.GetRequiredService<EffectRunner>(), made.GetRequiredService<Entropy>(), made.GetRequiredService<WorkerLease>(),
            made.GetRequiredService<ILogger<EffectWorker>>()));
        services.AddSingleton(made => new JitEngine(
            made.GetRequiredService<IAccessStore>(), made.GetRequiredService<CurrentCatalogue>(), made.GetRequiredService<WakeClock>(),
            made.GetRequiredService<EffectWorker>(), made.GetRequiredService<EngineLoop>(), made.GetRequiredService<OperationsWatch>(),
            made.GetRequiredService<Housekeeping>()));
        return services;
    }

    /// <summary>Adds what an operator needs to accept a restored database; the store comes from its room.</summary>
    public static IServiceCollection AddRestoreAcceptance(this IServiceCollection services, AuditSettings audit)
    {
        services.AddSingleton(TimeProvider.System).AddSingleton<DateWitness>().AddSingleton(audit);
        services.AddSingleton<TrustedClock>().AddSingleton<WakeClock>().AddSingleton<OperationsLog>().AddSingleton<CheckpointWriter>();
        services.AddSingleton<CheckpointFile>().AddSingleton<RestoreCheck>().AddSingleton<HighWaterFile>();
        return services.AddSingleton(made => new RestoreAcceptance(
            made.GetRequiredService<OperationsLog>(), made.GetRequiredService<RestoreCheck>(), made.GetRequiredService<CheckpointFile>(),
            made.GetRequiredService<CheckpointWriter>(), made.GetRequiredService<IAccessStore>(), made.GetRequiredService<TrustedClock>()));
    }

    /// <summary>Adds the service that opens the engine at start and drives it until the process stops.</summary>
    public static IServiceCollection AddEngineService(this IServiceCollection services) => services.AddHostedService<EngineService>();
}
