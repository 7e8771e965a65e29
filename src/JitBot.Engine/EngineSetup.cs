using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Time;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;
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
    public static IServiceCollection AddEngine(this IServiceCollection services, CatalogueDraft catalogue, IdentitySettings identity, AuditSettings audit)
    {
        AddWork(services, new Mandate(RevokesOnly: false));
        services.AddSingleton(catalogue).AddSingleton(identity).AddSingleton(audit);
        services.AddSingleton<IdentityLinking>().AddSingleton<ApproverCheck>().AddSingleton<CurrentCatalogue>();
        services.AddSingleton<CheckpointWriter>().AddSingleton<WitnessCall>().AddSingleton<Housekeeping>().AddSingleton<EngineLoop>();
        services.AddSingleton<Inbox>().AddSingleton<AccessDesk>().AddSingleton<Readiness>();
        services.AddSingleton(made => new JitEngine(
            made.GetRequiredService<IAccessStore>(), made.GetRequiredService<CurrentCatalogue>(), made.GetRequiredService<WakeClock>(),
            made.GetRequiredService<EffectWorker>(), made.GetRequiredService<WorkCrew>(), made.GetRequiredService<EngineLoop>()));
        return services;
    }

    /// <summary>Adds the <see cref="Reaper"/> alone: it needs a store and providers, and neither a catalogue nor a chat platform.</summary>
    public static IServiceCollection AddReaper(this IServiceCollection services)
    {
        AddWork(services, new Mandate(RevokesOnly: true));
        services.AddSingleton(made => new Reaper(
            made.GetRequiredService<IAccessStore>(), made.GetRequiredService<WakeClock>(), made.GetRequiredService<WorkCrew>(),
            made.GetRequiredService<OverdueList>(), made.GetRequiredService<TrustedClock>(), made.GetRequiredService<TimeProvider>()));
        return services.AddSingleton<OverdueList>();
    }

    /// <summary>What runs effects, whatever the process is there for.</summary>
    private static void AddWork(IServiceCollection services, Mandate mandate)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Entropy>();
        services.TryAddSingleton<DateWitness>();
        services.AddSingleton(mandate).AddSingleton<TrustedClock>().AddSingleton<ProviderShelf>().AddSingleton<ChatShelf>();
        services.AddSingleton(made => new WakeClock(made.GetRequiredService<TrustedClock>(), mandate));
        services.AddSingleton<StoryReader>().AddSingleton<CommandHandler>().AddSingleton<HoldingHandler>();
        services.AddSingleton<RequestPreparer>().AddSingleton<HoldingConverger>().AddSingleton<CardShower>();
        services.AddSingleton<EndCrowd>().AddSingleton<CardKeeper>().AddSingleton<EndsHeldBack>().AddSingleton<PlaceFolder>().AddSingleton<EndedTogether>().AddSingleton<Notifier>();
        services.AddSingleton<EffectRunner>().AddSingleton<WorkCrew>();
        services.AddSingleton(made => new EffectWorker(
            made.GetRequiredService<IAccessStore>(), made.GetRequiredService<WakeClock>(), made.GetRequiredService<TrustedClock>(),
            made.GetRequiredService<EffectRunner>(), made.GetRequiredService<Entropy>(), made.GetRequiredService<ILogger<EffectWorker>>()));
    }

    /// <summary>Adds the service that opens the engine at start and drives it until the process stops.</summary>
    public static IServiceCollection AddEngineService(this IServiceCollection services) => services.AddHostedService<EngineService>();
}
