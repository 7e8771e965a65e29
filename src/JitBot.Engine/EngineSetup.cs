using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Operations;
using JitBot.Core.Time;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;
using JitBot.Engine.Emergencies;
using JitBot.Engine.Homes;
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
    public static IServiceCollection AddEngine(
        this IServiceCollection services, CatalogueDraft catalogue, IdentitySettings identity, AuditSettings audit, OperationsSettings? operations = null, CatalogueSource? source = null)
    {
        AddWork(services);
        services.AddSingleton(made => new Mandate(RevokesOnly: false, provider => made.GetRequiredService<GrantGate>().IsOpen(provider))
        {
            LookAsync = ct => made.GetRequiredService<GrantGate>().LookAsync(ct),
        });
        services.AddSingleton(catalogue).AddSingleton(source ?? CatalogueSource.Fixed(catalogue)).AddSingleton(identity).AddSingleton(audit).AddSingleton(operations ?? OperationsSettings.Default);
        services.AddSingleton<StoreWatch>().AddSingleton<DoorWatch>().AddSingleton<ReachWatch>().AddSingleton<HearingWatch>().AddSingleton<OperationsObserver>().AddSingleton<OperationsWatch>();
        services.AddSingleton<GrantGate>().AddSingleton<CheckpointPoster>().AddSingleton<HighWaterFile>().AddSingleton<CheckpointFile>().AddSingleton<RestoreCheck>();
        services.AddSingleton<LiveRows>().AddSingleton<OnCallDesk>().AddSingleton<ZoneDesk>().AddSingleton<AskableLook>();
        services.AddSingleton<IdentityLinking>().AddSingleton<HumanCheck>().AddSingleton<ApproverCheck>().AddSingleton<LinkDesk>();
        services.AddSingleton<CurrentCatalogue>().AddSingleton<OperatorList>();
        services.AddSingleton<CatalogueLog>().AddSingleton<SettingsWatch>().AddSingleton<CatalogueDesk>();
        services.AddSingleton<CheckpointWriter>().AddSingleton<WitnessCall>().AddSingleton<Housekeeping>().AddSingleton<EngineLoop>();
        services.AddSingleton<UsualTimes>().AddSingleton<ProspectDesk>();
        services.AddSingleton<AutoLooker>().AddSingleton<VoterCheck>().AddSingleton<NestingDesk>().AddSingleton<EmergencyDesk>().AddSingleton<GlassLook>();
        services.AddSingleton<Inbox>().AddSingleton<AccessDesk>().AddSingleton<RevokeDesk>().AddSingleton<FreezeLog>().AddSingleton<RequestViewer>().AddSingleton<HomeDesk>().AddSingleton<TypedDesk>();
        services.AddSingleton(made => new FreezeDesk(
            made.GetRequiredService<IAccessStore>(), made.GetRequiredService<FreezeLog>(), made.GetRequiredService<OperatorList>(), made.GetRequiredService<IdentityLinking>(),
            made.GetRequiredService<HumanCheck>(), made.GetRequiredService<StoryReader>(), made.GetRequiredService<TrustedClock>(), made.GetRequiredService<Entropy>()));
        services.AddSingleton(made => new Readiness(
            made.GetRequiredService<JitEngine>(), made.GetRequiredService<OperationsObserver>(), made.GetRequiredService<OperationsLog>(),
            made.GetRequiredService<ReachWatch>()));
        services.AddSingleton(made => new JitEngine(
            made.GetRequiredService<IAccessStore>(), made.GetRequiredService<CurrentCatalogue>(), made.GetRequiredService<WakeClock>(),
            made.GetRequiredService<EffectWorker>(), made.GetRequiredService<WorkCrew>(), made.GetRequiredService<EngineLoop>(),
            made.GetRequiredService<OperationsWatch>(), made.GetRequiredService<Housekeeping>()));
        return services;
    }

    /// <summary>Adds the <see cref="Reaper"/> alone: it needs a store and providers, and neither a catalogue nor a chat platform.</summary>
    public static IServiceCollection AddReaper(this IServiceCollection services)
    {
        AddWork(services);
        services.AddSingleton(new Mandate(RevokesOnly: true, _ => false));
        services.AddSingleton(made => new Reaper(
            made.GetRequiredService<IAccessStore>(), made.GetRequiredService<WakeClock>(), made.GetRequiredService<WorkCrew>(),
            made.GetRequiredService<OverdueList>(), made.GetRequiredService<TrustedClock>(), made.GetRequiredService<TimeProvider>()));
        return services.AddSingleton<OverdueList>();
    }

    /// <summary>What runs effects, whatever the process is there for.</summary>
    private static void AddWork(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Entropy>();
        services.TryAddSingleton<DateWitness>();
        services.TryAddSingleton(new WorkerLease(WorkerLimits.Lease));
        services.TryAddSingleton<DoorWitness>();
        services.TryAddSingleton<HearingWitness>();
        services.AddSingleton<TrustedClock>().AddSingleton<ProviderShelf>().AddSingleton<EvidenceShelf>().AddSingleton<SessionShelf>().AddSingleton<ChatShelf>();
        services.AddSingleton(made => new WakeClock(made.GetRequiredService<TrustedClock>(), made.GetRequiredService<Mandate>()));
        services.AddSingleton<SourceGate>().AddSingleton<GroupShelf>().AddSingleton<ManagerShelf>();
        services.AddSingleton<StoryReader>().AddSingleton<DeciderLook>().AddSingleton<AskLook>();
        services.AddSingleton<Hands>().AddSingleton<Successors>().AddSingleton<BatchKeeper>();
        services.AddSingleton(made => new CommandHandler(
            made.GetRequiredService<IAccessStore>(), made.GetRequiredService<BatchKeeper>(), made.GetRequiredService<StoryReader>(), made.GetRequiredService<AskLook>(),
            made.GetRequiredService<EndCrowd>()));
        services.AddSingleton(made => new HoldingHandler(made.GetRequiredService<IAccessStore>(), made.GetRequiredService<BatchKeeper>(), made.GetRequiredService<ProviderShelf>()));
        services.AddSingleton<OperationsLog>().AddSingleton<RemovalWatch>().AddSingleton<PlaceWatch>().AddSingleton<AlertPlaces>().AddSingleton<Announcer>();
        services.AddSingleton<LinkingLog>().AddSingleton<LinkTeller>().AddSingleton<SubjectRegister>();
        services.AddSingleton<RequestPreparer>().AddSingleton<HoldingClaimer>().AddSingleton<HoldingConverger>().AddSingleton<CardShower>();
        services.AddSingleton<EndCrowd>().AddSingleton<CardKeeper>().AddSingleton<EndsHeldBack>().AddSingleton<PlaceFolder>().AddSingleton<EndedTogether>();
        services.AddSingleton<UntoldTeller>().AddSingleton<Notifier>();
        services.AddSingleton<HomeDrawer>().AddSingleton<HomeKeeper>().AddSingleton<EvidenceReader>().AddSingleton<SessionCloser>().AddSingleton<PageSender>().AddSingleton<PageWatch>();
        services.AddSingleton<EmergencyLedger>().AddSingleton<EmergencyKeeper>();
        services.AddSingleton<PresenceShelf>().AddSingleton<DepartureDesk>().AddSingleton<PresenceKeeper>();
        services.AddSingleton<EffectRunner>().AddSingleton<WorkCrew>();
        services.AddSingleton(made => new EffectWorker(
            made.GetRequiredService<IAccessStore>(), made.GetRequiredService<WakeClock>(), made.GetRequiredService<TrustedClock>(),
            made.GetRequiredService<EffectRunner>(), made.GetRequiredService<Entropy>(), made.GetRequiredService<WorkerLease>(),
            made.GetRequiredService<ILogger<EffectWorker>>()));
    }

    /// <summary>Adds what an operator needs to accept a restored database; the store comes from its room.</summary>
    public static IServiceCollection AddRestoreAcceptance(this IServiceCollection services, AuditSettings audit)
    {
        services.AddSingleton(TimeProvider.System).AddSingleton<DateWitness>().AddSingleton(audit);
        services.AddSingleton<TrustedClock>().AddSingleton<OperationsLog>().AddSingleton<CheckpointWriter>()
            .AddSingleton(made => new WakeClock(made.GetRequiredService<TrustedClock>(), new Mandate(RevokesOnly: false, _ => false)));
        services.AddSingleton<CheckpointFile>().AddSingleton<RestoreCheck>().AddSingleton<HighWaterFile>();
        return services.AddSingleton(made => new RestoreAcceptance(
            made.GetRequiredService<OperationsLog>(), made.GetRequiredService<RestoreCheck>(), made.GetRequiredService<CheckpointFile>(),
            made.GetRequiredService<CheckpointWriter>(), made.GetRequiredService<IAccessStore>(), made.GetRequiredService<TrustedClock>()));
    }

    /// <summary>Adds the service that opens the engine at start and drives it until the process stops.</summary>
    public static IServiceCollection AddEngineService(this IServiceCollection services) => services.AddHostedService<EngineService>();
}
