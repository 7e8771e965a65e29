using System.Globalization;
using JitBot.Core.Holdings;
using JitBot.Simulation.Chat;
using JitBot.Simulation.Checking;
using JitBot.Simulation.Directory;
using JitBot.Simulation.Faults;
using JitBot.Simulation.People;
using JitBot.Simulation.Store;
using JitBot.Simulation.Wire;

namespace JitBot.Simulation.Running;

/// <summary>
/// One small organisation with one to three processes of JitBot: the real Core and Engine on one thread, and everything else simulated. The
/// seed decides everything.
/// </summary>
internal sealed class SimWorld
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>After the faults, and after the last thing people do: the longest grant, the longest an effect can be under way, and every later look.</summary>
    private static readonly TimeSpan HealsWithin = TimeSpan.FromDays(24);

    private readonly Dice[] _strikes;
    private readonly FaultMenu _menu;
    private readonly WorldPlan _plan;
    private readonly List<(Fault Fault, string Where)> _planned = [];

    public SimWorld(WorldPlan plan)
    {
        _plan = plan;
        var dice = new Dice(plan.Seed);
        Scheduler = new Scheduler(dice.Split());
        Dice = dice.Split();
        _strikes = [.. Enum.GetValues<Fault>().Select(_ => dice.Split())];
        _menu = (plan.Menu ?? FaultMenu.Draw(dice.Split())).Without(plan.Without);
        Faults = [.. _menu.Faults];
        IsQuiet = _menu.IsEmpty && !plan.Scripted;
        Trace = new Trace(plan.KeepsText);
        Log = new SimLog(this);
        Interleaving = plan.Scripted ? 0 : Dice.Hits(0.25) ? 1 : Dice.Fraction() * 0.2;
        TurnEvery = Dice.Span(TimeSpan.FromMinutes(1), TimeSpan.FromHours(2));
        IsShared = plan.Nodes > 1 || (!plan.Scripted && Dice.Hits(0.3));
        People = new SimPeople(this);
        Post = new SimPost(this);
        Courier = new TeamsCourier(this);
        Doors = Doors.Of(this);
        Nodes = [.. Enumerable.Range(1, plan.Nodes).Select(number => new SimNode(this, number))];
        Checker = new Checker(this);
    }

    public Scheduler Scheduler { get; }

    public Dice Dice { get; }

    public Trace Trace { get; }

    public SimLog Log { get; }

    public SimDatabase Database { get; } = new();

    public IReadOnlyList<SimDirectory> Directories { get; } = [new("Alpha", addTells: true), new("Beta", addTells: false)];

    public SimMessages Messages { get; } = new();

    public SimHomes Homes { get; } = new();

    /// <summary>What real clients talk to, in worlds that have them.</summary>
    public Doors Doors { get; }

    /// <summary>Whether the processes have the real clients of Slack, Entra ID and Okta.</summary>
    public bool HasRealRooms => _plan.RealRooms;

    public SimPeople People { get; }

    public SimPost Post { get; }

    /// <summary>Carries what is done in Teams.</summary>
    public TeamsCourier Courier { get; }

    /// <summary>In which chats approvers are asked.</summary>
    public Chats Chats => _plan.Chats;

    /// <summary>Whether there is Teams, for which the processes have the real client.</summary>
    public bool HasTeams => Chats != Chats.One;

    /// <summary>Whether any of the real clients is there.</summary>
    public bool HasRealClients => HasRealRooms || HasTeams;

    public IReadOnlyList<SimNode> Nodes { get; }

    public Checker Checker { get; }

    public WorldFigures Figures { get; } = new();

    public DateTimeOffset Now => Scheduler.Now;

    /// <summary>How likely it is that others come between a store call and its answer.</summary>
    public double Interleaving { get; }

    /// <summary>How often a wheel is turned when nothing is known to be due.</summary>
    public TimeSpan TurnEvery { get; private set; }

    /// <summary>Whether several processes may use the store.</summary>
    public bool IsShared { get; }

    /// <summary>The settings a process would start with now.</summary>
    public int Edition { get; private set; }

    public bool IsHealed { get; private set; }

    /// <summary>What can go wrong in this world.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>Whether nothing goes wrong in this world.</summary>
    public bool IsQuiet { get; }

    /// <summary>Whether a script says what happens, and nobody acts by chance.</summary>
    public bool IsScripted => _plan.Scripted;

    public bool StoreIsDown { get; private set; }

    public long Crashes { get; set; }

    /// <summary>Points at which a process can end, passed so far.</summary>
    public int Crossings { get; private set; }

    /// <summary>Where calls are counted and held; null if no story does so now.</summary>
    public Turnstile? Turnstile { get; set; }

    /// <summary>Whose call the database is working on.</summary>
    public SimNode? Acting { get; set; }

    /// <summary>What the nested group is in: the last makes its members approvers in every edition.</summary>
    public static readonly string[] Nest = ["databases", "leads"];

    /// <summary>What a group is nested in: in one world of three, whoever is given one of them is by that an approver of something else.</summary>
    public IReadOnlyList<string> Around(string directory, string group) =>
        !_plan.Scripted && _plan.Seed % 3 == 0 && (directory, group) == (SimCatalogue.NestsGroups, "group-a") ? Nest : [];

    public SimDirectory Directory(string name) => Directories[name == "Alpha" ? 0 : 1];

    public void At(DateTimeOffset at, string what, Action act) => Scheduler.At(at, act);

    /// <summary>Lets a fault strike the next calls of which the name begins so.</summary>
    public void Next(Fault fault, string where, int times = 1) => _planned.AddRange(Enumerable.Repeat((fault, where), times));

    /// <summary>Whether this fault happens here.</summary>
    public bool Strikes(Fault fault, string where = "")
    {
        if (!IsPlanned(fault, where) && !_strikes[(int)fault].Hits(_menu.Rate(fault)))
            return false;
        Figures.Faults++;
        Trace.Add(Now, "fault", fault.ToString());
        return true;
    }

    private bool IsPlanned(Fault fault, string where)
    {
        var plan = _planned.Count == 0 ? -1 : _planned.FindIndex(plan => plan.Fault == fault && where.StartsWith(plan.Where, StringComparison.Ordinal));
        if (plan >= 0)
            _planned.RemoveAt(plan);
        return plan >= 0;
    }

    /// <summary>A message is drawn; by whom, if that is known.</summary>
    public void Show(SimNode? by, SimMessage message, Drawing drawing)
    {
        Trace.Add(Now, by?.Name ?? "chat", $"{message.Id} {message.Kind} of {message.Request}: {drawing.Words.ToPlainText()}");
        Messages.Show(message, drawing);
    }

    /// <summary>Somebody's home page is drawn.</summary>
    public void Show(SimNode? by, HomeDrawing drawing)
    {
        Trace.Add(Now, by?.Name ?? "chat", $"home of {drawing.Account.Id}: {string.Join(", ", drawing.Rows)}");
        Homes.Show(drawing);
    }

    /// <summary>Somebody's wait is over. Where there are real clients they may be waiting, and they go on at once only without a context.</summary>
    public void Complete<T>(TaskCompletionSource<T> answer, T given)
    {
        if (HasRealClients)
            Outside.Run(() => answer.TrySetResult(given));
        else
            answer.SetResult(given);
    }

    /// <summary>From a millisecond to days.</summary>
    public TimeSpan LongSpan(string what)
    {
        var span = Dice.Span(Millisecond, Longest);
        Trace.Add(Now, "fault", string.Create(CultureInfo.InvariantCulture, $"{what}: {span}"));
        return span;
    }

    public bool DiesAtCrossing(string where)
    {
        Crossings++;
        return _plan.CrashesAt.Contains(Crossings);
    }

    public void Violation(string rule, string what)
    {
        Trace.Add(Now, "VIOLATION", $"{rule}: {what}");
        Figures.Violations.Add($"{rule}: {what}");
    }

    /// <summary>Lives the whole story: people act while faults strike, then the world heals, and all promises are looked at.</summary>
    public WorldFigures Run(Action<SimWorld>? script = null)
    {
        foreach (var node in Nodes)
            node.Start();
        if (script is null)
            LiveAtRandom();
        else
            script(this);
        Heal();
        if (Figures.Violations.Count == 0)
            Checker.CheckEnd();
        Figures.Close(this);
        return Figures;
    }

    private void LiveAtRandom()
    {
        var over = Dice.Span(TimeSpan.FromMinutes(30), TimeSpan.FromDays(5));
        People.Plan(_plan.Requests, over);
        PlanTroubles(over);
        Scheduler.RunUntil(Now + over, () => Figures.Violations.Count > 0);
    }

    /// <summary>Troubles that come by themselves and not on a call; each strikes about as often as its rate says, per hour.</summary>
    private void PlanTroubles(TimeSpan over)
    {
        Trouble(Fault.ProviderIsDown, over, () => Dice.Of(Directories).DownUntil = Now + LongSpan("a provider is down"));
        Trouble(Fault.ProviderReadsLag, over, () => Dice.Of(Directories).Lag = Dice.Span(Millisecond, SimDirectory.LongestLag));
        Trouble(Fault.StoreHasNoRoom, over, () => During(TimeSpan.FromHours(6), full => Database.HasRoom = !full));
        Trouble(Fault.StoreFailsBefore, over, () => During(TimeSpan.FromHours(1), down => StoreIsDown = down));
        Trouble(Fault.ChatLosesMessage, over, LoseMessage);
        if (HasTeams)
            Trouble(Fault.ChatShutsOut, over, () => During(TimeSpan.FromHours(6), isOut => Doors.Teams.IsShut = isOut));
        Trouble(Fault.OutsideChange, over, ChangeFromOutside);
        Trouble(Fault.Deactivation, over, People.LoseSomebody);
        Trouble(Fault.PolicyEdit, over, EditPolicy);
    }

    private void Trouble(Fault fault, TimeSpan over, Action act)
    {
        if (_menu.Rate(fault) <= 0)
            return;
        for (var i = 1 + Dice.Below(3); i > 0; i--)
            At(Now + (over * Dice.Fraction()), fault.ToString(), () =>
            {
                if (IsHealed)
                    return;
                Figures.Faults++;
                Trace.Add(Now, "fault", fault.ToString());
                act();
            });
    }

    private void During(TimeSpan most, Action<bool> set)
    {
        set(true);
        At(Now + Dice.Span(Millisecond, most), "it is over", () => set(false));
    }

    private void LoseMessage()
    {
        if (Messages.All.Count > 0)
            Dice.Of(Messages.All).IsDeleted = true;
    }

    private void ChangeFromOutside()
    {
        var directory = Dice.Of(Directories);
        var group = directory.Name == "Alpha" ? "group-a" : Dice.Of(["group-b", "group-c", "group-d"]);
        var subject = Dice.Of(["s-riley", "s-morgan", "s-sam"]);
        directory.Change(Now, new HoldingKey(directory.Name, group, subject), Dice.Hits(0.6), attempt: null);
        Trace.Add(Now, "admin", $"changes {group}/{subject}: now {directory.Holds(group, subject)}");
    }

    /// <summary>The settings are edited, and the processes get them one after the other, as in a rollout.</summary>
    private void EditPolicy() => EditTo(Dice.Below(SimCatalogue.Editions));

    /// <summary>Another edition of the settings, which each process gets when it is stopped and started.</summary>
    public void EditTo(int edition)
    {
        Edition = edition;
        foreach (var node in Nodes)
            At(Now + Dice.Span(TimeSpan.FromSeconds(1), _plan.Scripted ? TimeSpan.FromSeconds(20) : TimeSpan.FromHours(2)), "rollout", node.Stop);
    }

    /// <summary>The settings are edited; a story says when which process is asked to stop and gets them.</summary>
    public void Edit(int edition) => Edition = edition;

    /// <summary>When whatever people did last must have come to its end; now, if nothing is left to do, or something is wrong already.</summary>
    private DateTimeOffset OverAt => Figures.Violations.Count == 0 && Database.Effects.Count > 0 && People.Gestures is [.., var last] ? last.MadeAt + HealsWithin : Now;

    private void Heal()
    {
        _menu.Clear();
        (IsHealed, StoreIsDown, Database.HasRoom, Doors.Teams.IsShut) = (true, false, true, false);
        foreach (var directory in Directories)
            (directory.DownUntil, directory.Lag) = (DateTimeOffset.MinValue, TimeSpan.Zero);
        foreach (var node in Nodes)
            node.Heal();
        Trace.Add(Now, "world", "heals");
        People.ThawIf(Checker.IsFrozen);
        TurnEvery = TimeSpan.FromMinutes(5);
        Scheduler.RunUntil(Now + _plan.OverdueNoLonger, () => Figures.Violations.Count > 0);
        Checker.CheckNothingIsOverdue();
        TurnEvery = TimeSpan.FromDays(1); // the wheel itself is turned for whatever is due
        Scheduler.RunUntil(Now + HealsWithin, () => Figures.Violations.Count > 0 || (_plan.EndsWhenDone && Database.Effects.Count == 0));
        for (var over = OverAt; Now < over; over = OverAt) // who lost something after weeks may have asked for it again
            Scheduler.RunUntil(over, () => Figures.Violations.Count > 0 || Database.Effects.Count == 0);
    }
}

/// <summary>What a world is made of. Scripted worlds do what a script says, with no chance in between.</summary>
internal sealed record WorldPlan(ulong Seed)
{
    public int Nodes { get; init; } = 1;

    public int Requests { get; init; } = 24;

    /// <summary>The faults; drawn from the seed if null.</summary>
    public FaultMenu? Menu { get; init; }

    /// <summary>Faults left out, to find the few that matter.</summary>
    public IReadOnlyCollection<Fault> Without { get; init; } = [];

    public bool KeepsText { get; init; }

    /// <summary>Whether the processes have the real clients of Slack, Entra ID and Okta, over a simulated network.</summary>
    public bool RealRooms { get; init; }

    /// <summary>In which chats approvers are asked.</summary>
    public Chats Chats { get; init; }

    public bool Scripted { get; init; }

    /// <summary>After the faults every process is back within twelve hours, or at once if a story says so; an hour later nothing may be overdue.</summary>
    public TimeSpan OverdueNoLonger { get; init; } = TimeSpan.FromHours(13);

    /// <summary>Whether a healed world ends when nothing is pending any more, and not weeks later.</summary>
    public bool EndsWhenDone { get; init; }

    /// <summary>The crossings at which a process dies.</summary>
    public IReadOnlyCollection<int> CrashesAt { get; init; } = [];

    /// <summary>One seed in so many lives with the real clients: they cost several times as much.</summary>
    private const ulong RealRoomsEvery = 8;

    /// <summary>Which one of them.</summary>
    private const ulong RealRoomsAt = 5;

    /// <summary>One seed in so many has two chats, and one in so many Teams alone: they cost three times as much.</summary>
    private const ulong BothEvery = 13;
    private const ulong TeamsAloneEvery = 52;
    private const ulong TeamsAloneAt = 4;

    /// <summary>The plan a seed stands for.</summary>
    public static WorldPlan Of(ulong seed)
    {
        var dice = new Dice(seed ^ 0x5EED);
        return new WorldPlan(seed)
        {
            Nodes = dice.Below(10) switch { < 5 => 1, < 8 => 2, _ => 3 },
            Requests = 10 + dice.Below(40),
            RealRooms = seed % RealRoomsEvery == RealRoomsAt,
            Chats = seed % BothEvery == 1 ? Chats.Both : seed % TeamsAloneEvery == TeamsAloneAt ? Chats.TeamsAlone : Chats.One,
        };
    }
}
