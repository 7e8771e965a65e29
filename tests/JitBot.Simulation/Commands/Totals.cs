using System.Collections.Concurrent;
using System.Globalization;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Commands;

/// <summary>The sums over many worlds; the order in which worlds are added does not matter.</summary>
internal sealed class Totals(int mostViolating = Totals.MostViolating)
{
    /// <summary>So many bad seeds are enough to know that something is wrong.</summary>
    public const int MostViolating = 20;

    private const double DaysOfYear = 365.25;
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _lateInQuiet = [];
    private readonly List<TimeSpan> _lateInTrouble = [];
    private long _lifecycles, _worlds, _realWorlds, _steps, _faults, _crashes, _lateDrawings, _links;
    private double _days;

    /// <summary>The first violation of each bad seed.</summary>
    public ConcurrentDictionary<ulong, string> Violating { get; } = new();

    /// <summary>Whether it is known that something is wrong.</summary>
    public bool IsEnough => Violating.Count >= mostViolating;

    public long Lifecycles => Interlocked.Read(ref _lifecycles);

    /// <summary>The traces of all worlds, added up: the same worlds give the same sum.</summary>
    public ulong Hash { get; private set; }

    public void Add(ulong seed, WorldFigures figures)
    {
        lock (_gate)
        {
            _worlds++;
            _realWorlds += figures.HadRealRooms ? 1 : 0;
            _lifecycles += figures.Lifecycles;
            _steps += figures.Steps;
            _faults += figures.Faults;
            _crashes += figures.Crashes;
            _lateDrawings += figures.LateDrawings;
            _links += figures.Links;
            _days += figures.Time.TotalDays;
            Hash += figures.TraceHash;
            (figures.WasQuiet ? _lateInQuiet : _lateInTrouble).AddRange(figures.Lateness);
            if (figures.Violations.Count > 0)
                Violating[seed] = figures.Violations[0];
        }
    }

    /// <summary>How late memberships went whose time was up.</summary>
    public IEnumerable<string> Lateness()
    {
        lock (_gate)
        {
            return
            [
                $"removals where nothing went wrong: {Late(_lateInQuiet)}",
                $"removals in all other worlds, providers away and processes dead for up to days: {Late(_lateInTrouble)}",
            ];
        }
    }

    private static string Late(List<TimeSpan> late)
    {
        if (late.Count == 0)
            return "none";
        late.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"{late.Count:N0}, late by p50 {late[late.Count / 2].TotalSeconds:N2} s, p99 {late[(int)(late.Count * 0.99)].TotalSeconds:N2} s, max {late[^1].TotalSeconds:N2} s");
    }

    public string InWords(TimeSpan took)
    {
        lock (_gate)
            return
                string.Create(CultureInfo.InvariantCulture, $"{_lifecycles:N0} lifecycles in {_worlds:N0} worlds ({_realWorlds:N0} with the real clients), ")
                + string.Create(CultureInfo.InvariantCulture, $"{_days / DaysOfYear:N1} simulated years, {_steps:N0} steps, {_faults:N0} faults, ")
                + string.Create(CultureInfo.InvariantCulture, $"{_crashes:N0} crashes, {_links:N0} accounts linked, {_lateDrawings} cards drawn over late, {Violating.Count} violations; ")
                + string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:N1} s, {_lifecycles / took.TotalSeconds:N0} lifecycles per second");
    }
}
