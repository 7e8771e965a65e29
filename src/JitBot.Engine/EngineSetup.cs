using JitBot.Core;
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
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Entropy>();
        services.TryAddSingleton<DateWitness>();
        services.AddSingleton(catalogue).AddSingleton(identity).AddSingleton(audit);
        services.AddSingleton<TrustedClock>().AddSingleton<WakeClock>().AddSingleton<ProviderShelf>().AddSingleton<ChatShelf>().AddSingleton<IdentityLinking>();
        services.AddSingleton<ApproverCheck>();
        services.AddSingleton<StoryReader>().AddSingleton<CommandHandler>().AddSingleton<HoldingHandler>().AddSingleton<CurrentCatalogue>();
        services.AddSingleton<RequestPreparer>().AddSingleton<HoldingConverger>().AddSingleton<CardShower>().AddSingleton<Notifier>();
        services.AddSingleton<EffectRunner>().AddSingleton<CheckpointWriter>().AddSingleton<WitnessCall>().AddSingleton<Housekeeping>().AddSingleton<EngineLoop>();
        services.AddSingleton<WorkCrew>();
        services.AddSingleton<Inbox>().AddSingleton<AccessDesk>().AddSingleton<Readiness>();
        services.AddSingleton(made => new EffectWorker(
            made.GetRequiredService<IAccessStore>(), made.GetRequiredService<WakeClock>(), made.GetRequiredService<TrustedClock>(),
            made.GetRequiredService<EffectRunner>(), made.GetRequiredService<Entropy>(), made.GetRequiredService<ILogger<EffectWorker>>()));
        services.AddSingleton(made => new JitEngine(
            made.GetRequiredService<IAccessStore>(), made.GetRequiredService<CurrentCatalogue>(), made.GetRequiredService<WakeClock>(),
            made.GetRequiredService<EffectWorker>(), made.GetRequiredService<WorkCrew>(), made.GetRequiredService<EngineLoop>()));
        return services;
    }

    /// <summary>Adds the service that opens the engine at start and drives it until the process stops.</summary>
    public static IServiceCollection AddEngineService(this IServiceCollection services) => services.AddHostedService<EngineService>();
}
