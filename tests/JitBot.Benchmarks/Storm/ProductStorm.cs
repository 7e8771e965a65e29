using JitBot.Benchmarks.Grants;
using JitBot.Benchmarks.Store;
using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Engine;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Effects;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Benchmarks.Storm;

/// <summary>JitBot's engine, wheel and store as they run in service, on a copy of the store; the provider answers at once, and there is no chat.</summary>
internal sealed class ProductStorm
{
    public const string Begun = "revocation begun";
    public const string Ended = "revoked and read back absent";

    private static readonly string BegunLine = EventJson.Line(new AccessEvent.RevocationBegun(EndCause.Expired)).Type;
    private static readonly string EndedLine = EventJson.Line(new AccessEvent.Ended(Leaving.Removed)).Type;

    /// <summary>Shorter than what a contest lets a round take, so that what is missing is told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(80);

    /// <summary>When nothing is due, the wheel is turned again so soon.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly int _due;
    private readonly LateEnds _begun, _ended;
    private readonly ShiftedClock _clock = StormPlan.Clock();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    private ProductStorm(int due) => (_due, _begun, _ended) = (due, new LateEnds(due, _clock), new LateEnds(due, _clock));

    public static IReadOnlyDictionary<string, double> Round(int due, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("jitbot-benchmark-");
        try
        {
            GrantStores.Copy(GrantStores.Most, folder.FullName);
            return new ProductStorm(due).PlayAsync(folder.FullName).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyDictionary<string, double>> PlayAsync(string folder)
    {
        await using var stage = await EngineStage.OpenAsync(folder, services =>
        {
            services.AddSingleton<TimeProvider>(_clock).AddSingleton<PromptProvider>().AddSingleton<IAccessProvider>(made => made.GetRequiredService<PromptProvider>());
            WatchedStore.Watch(services, Note);
        });
        var terms = stage.Get<CurrentCatalogue>().Now.TermsNow(EngineStage.Entitlement)!;
        for (var number = 0; number < _due; number++)
            _numbers[StreamId.Of(new LiveGrant(number, terms, StormPlan.TimesOf(number)).Id).Value] = number;
        AssertAtRest(stage);
        await WorkAsync(stage.Get<JitEngine>());
        if (stage.Get<PromptProvider>().Removed != _due)
            throw new InvalidOperationException($"{stage.Get<PromptProvider>().Removed:N0} memberships are gone and not {_due:N0}.");
        await GoodLog.CountAsync(stage.Get<IAccessStore>());
        return new Dictionary<string, double>([.. _begun.Figures(Begun), .. _ended.Figures(Ended)]);
    }

    /// <summary>
    /// With as many hands as in a process, and the wheel turned between one and the next. Not as a process begins, which looks at every moment again that it
    /// finds: the storm is to meet one that has
    /// long been at rest.
    /// </summary>
    private async Task WorkAsync(JitEngine engine)
    {
        var start = _clock.GetTimestamp();
        while (!_ended.AreAllThere && !_begun.IsWrong && !_ended.IsWrong)
        {
            if (_clock.GetElapsedTime(start) > StormPlan.Ahead + Patience)
                _ended.AssertAll();
            await engine.DrainTogetherAsync(CancellationToken.None);
            lock (engine)
                Monitor.Wait(engine, Pause);
        }

        _begun.AssertAll();
        _ended.AssertAll();
    }

    private void Note(Batch batch)
    {
        foreach (var line in batch.Lines)
        {
            if (line.Type != BegunLine && line.Type != EndedLine)
                continue;
            var late = line.Type == BegunLine ? _begun : _ended;
            late.Came(_numbers.TryGetValue(batch.Stream.Value, out var number) ? number : null);
        }
    }

    private void AssertAtRest(EngineStage stage)
    {
        if (_clock.GetUtcNow() > StormPlan.At - StormPlan.Ahead || stage.Get<WakeClock>().Waiting < GrantStores.Most)
            throw new InvalidOperationException($"The engine was not at rest before the storm: opening the store had taken more than {StormPlan.Opening - StormPlan.Ahead}.");
        _clock.Set(StormPlan.At - StormPlan.Ahead);
    }
}
