using JitBot.Core.Catalogue;
using JitBot.Core.Operations;
using JitBot.Core.People;
using JitBot.Core.Settings;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Operations;
using JitBot.Engine.People;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Catalogue;

/// <summary>
/// The catalogue in force: what the settings of this process say, except for what loosens the edition in force and waits for an operator's yes. People
/// whom the settings name by address get their row when it is read. Each edition that is read, in force or refused is a line of the log.
/// </summary>
public sealed partial class CurrentCatalogue(
    CatalogueDraft draft, CatalogueLog log, IdentityLinking identity, EvidenceShelf evidence, SourceGate gate, TrustedClock clock, OperationsSettings settings,
    ILogger<CurrentCatalogue> logger) : IDisposable
{
    /// <summary>More faults than this do not fit into a message; the log has all of them.</summary>
    private const int MostToldFaults = 10;

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Loaded? _loaded;
    private volatile Wrong? _wrong;

    /// <summary>The catalogue. Throws before <see cref="LoadAsync"/>.</summary>
    public AccessCatalogue Now => Here.Catalogue;

    /// <summary>Who may accept a looser edition, by the edition in force.</summary>
    public IReadOnlyList<Rule> Operators => Here.Plan.InForce.Operators;

    /// <summary>The groups of a provider that make people approvers of anything by the edition in force, or operators by these rules.</summary>
    internal IReadOnlyCollection<string> DecidingAt(string provider, IEnumerable<Rule> operators) =>
    [
        .. Here.Plan.InForce.Approvers().Concat(operators).OfType<Rule.Member>()
            .Where(rule => provider.Equals(draft.ProviderOf.GetValueOrDefault(rule.Source), StringComparison.OrdinalIgnoreCase))
            .Select(rule => rule.Group).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>What the settings of this process say, and what of it waits.</summary>
    internal Loaded Here => _loaded ?? throw new InvalidOperationException("The catalogue is not loaded yet.");

    /// <summary>Puts the settings with which the process was started in force, as far as nothing of them has to wait.</summary>
    public Task LoadAsync(CancellationToken ct) => TakeAsync(draft, ct);

    /// <summary>
    /// Takes what was read while the process runs. Settings that are wrong are refused, with every fault in the log of the process, and what is in force stays.
    /// </summary>
    public async Task TakeAsync(CatalogueRead read, CancellationToken ct)
    {
        if (read.Draft is { } good)
        {
            _wrong = null;
            await TakeAsync(good, ct);
            return;
        }

        if (_wrong?.Raw == read.Raw)
            return;
        foreach (var fault in read.Faults.Select(fault => fault.ToString()))
            Log.Refused(logger, fault);
        await RefuseAsync(read, ct);
        _wrong = new Wrong(read.Raw, read.Faults, clock.Now);
    }

    /// <summary>Looks whether anything was accepted, or put in force by another process.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var state = await log.RefreshAsync(ct);
        if (_loaded is not { } here || (ReferenceEquals(state.InForce, here.Base) && state.IsAccepted(here.Version, clock.Now) == here.IsAccepted))
            return;
        await _turn.WaitAsync(ct);
        try
        {
            here = Here;
            Put(await PlanAsync(state, here.Wanted, here.Version, ct));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What people are to be told of the settings of this process, good and bad.</summary>
    internal IEnumerable<Sighting> Sight()
    {
        var (now, machine, state) = (clock.Now, settings.Machine, log.State);
        yield return _wrong is { } wrong
            ? Sighting.Of(new Condition.EditionRefused(machine, wrong.Faults.Count, [.. wrong.Faults.Take(MostToldFaults).Select(fault => $"{fault}")]), wrong.Since, now)
            : Sighting.Well(Condition.EditionKey(machine), now);
        yield return state.InForce is { Waiting.Count: > 0 } waits
            ? Sighting.Of(new Condition.EditionWaits(AcceptRules.Short(waits.Version), waits.Waiting), waits.At, now)
            : Sighting.Well(Condition.EditionWaitsKey, now);
        yield return _loaded is { } here && state.Latest is { } latest && latest.Version != here.Version
            ? Sighting.Of(new Condition.EditionDiffers(machine, AcceptRules.Short(here.Version), AcceptRules.Short(latest.Version)), latest.At, now)
            : Sighting.Well(Condition.EditionDiffersKey(machine), now);
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task TakeAsync(CatalogueDraft read, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var people = new Dictionary<string, PersonId>(StringComparer.OrdinalIgnoreCase);
            foreach (var address in read.Addresses())
                people[address] = (await identity.EnsureAsync(address, ct)).Id;
            var wanted = EditionMaker.Make(read, address => people[address]);
            var version = EditionMaker.VersionOf(read);
            var before = _loaded?.Version;
            Put(await log.AppendAsync(state => DecideAsync(state, wanted, version, ct), ct));
            if (before is not null && before != version)
                Say(AcceptRules.Short(version), Here.Plan.Waiting.Count);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<(IReadOnlyList<CatalogueEvent>, IReadOnlyList<PersonalText>, Loaded)> DecideAsync(CatalogueState state, Edition wanted, string version, CancellationToken ct)
    {
        var loaded = await PlanAsync(state, wanted, version, ct);
        var (events, texts, waiting) = (new List<CatalogueEvent>(), new List<PersonalText>(), loaded.Plan.Waiting.Select(each => each.What).ToList());
        var content = state.Latest is { } latest && latest.Version == version && await log.IsKeptAsync(latest.Content, ct) ? latest.Content : null;
        if (content is null)
        {
            texts.Add(log.TextOf(wanted));
            content = texts[^1].Hash;
            var policies = wanted.Entitlements.Select(each => each.Policy.Id).Distinct().Count();
            events.Add(new CatalogueEvent.Seen(version, content, settings.Machine, wanted.Entitlements.Count, policies, wanted.Operators) { At = clock.Now });
        }

        if (state.InForce is { } now && now.Version == version && now.Waiting.SequenceEqual(waiting))
            return (events, texts, loaded with { Base = now });
        if (waiting.Count > 0)
        {
            texts.Add(log.TextOf(loaded.Plan.InForce));
            content = texts[^1].Hash;
        }

        var inForce = new CatalogueEvent.InForce(version, content, waiting, loaded.Plan.InForce.Operators) { At = clock.Now };
        return ([.. events, inForce], texts, loaded);
    }

    private async Task<Loaded> PlanAsync(CatalogueState state, Edition wanted, string version, CancellationToken ct)
    {
        var before = await log.InForceAsync(state, ct);
        var isAccepted = state.IsAccepted(version, clock.Now);
        var plan = EditionPlan.Of(before, wanted, isAccepted, rule => $"{rule}");
        return new Loaded(plan, new AccessCatalogue(plan.InForce.Entitlements.Select(Observed)) { Quota = plan.InForce.Quota }, wanted, version, state.InForce, isAccepted);
    }

    private async Task RefuseAsync(CatalogueRead read, CancellationToken ct)
    {
        var keys = read.Faults.Select(fault => fault.Key).Distinct().ToList();
        var refused = new CatalogueEvent.Refused(read.Raw, settings.Machine, keys) { At = clock.Now };
        await log.AppendAsync(_ => Task.FromResult<(IReadOnlyList<CatalogueEvent>, IReadOnlyList<PersonalText>, bool)>(([refused], [], true)), ct);
    }

    /// <summary>The gate is shut first: what was waited for may be read elsewhere.</summary>
    private void Put(Loaded loaded)
    {
        foreach (var rule in gate.Shut(loaded.Plan.InForce.Sources.Where(each => draft.Fingerprint(each.Key) != each.Value).Select(each => each.Key)))
            Log.Shut(logger, rule);
        _loaded = loaded;
    }

    private void Say(string version, int waiting) => Log.Read(logger, version, waiting);

    private Entitlement Observed(Entitlement entitlement) => entitlement with { HasEvidence = evidence.Find(entitlement.Provider) is not null };

    /// <summary>What this process goes by: the plan made of its settings and of what was in force (<paramref name="Base"/>).</summary>
    internal sealed record Loaded(EditionPlan Plan, AccessCatalogue Catalogue, Edition Wanted, string Version, CatalogueEvent.InForce? Base, bool IsAccepted);

    private sealed record Wrong(string Raw, IReadOnlyList<SettingsFault> Faults, DateTimeOffset Since);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The catalogue in the settings is wrong and was not taken: {Fault}")]
        public static partial void Refused(ILogger log, string fault);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Rule} is read from another address, or by another format or time zone, than in the catalogue in force; nobody is on call by it "
            + "until an operator has said yes (/jit catalogue) or the settings are as they were and JitBot is started again")]
        public static partial void Shut(ILogger log, string rule);

        [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue was read again: edition {Version}, {Waiting} changes wait for an operator's yes")]
        public static partial void Read(ILogger log, string version, int waiting);
    }
}
