using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>
/// Everything that is sent to the bot, and sent again: what was not answered in time comes once more at once with the same id; an invoke then
/// comes a third time half a minute later with a new id and moment (https://github.com/microsoft/botbuilder-dotnet/issues/5005). What waits is sent by
/// <see cref="AdvanceAsync"/> when it is due by the clock given.
/// </summary>
internal sealed class TeamsDeliveries(TeamsOrganisation organisation, TeamsCourier courier, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<(DateTimeOffset Due, JsonObject Activity)> _waiting = [];
    private readonly List<JsonObject> _sent = [];
    private readonly List<ITimer> _timers = [];
    private volatile bool _twice;
    private volatile bool _again;
    private volatile bool _byTheClock;

    /// <summary>While it is set, everything is sent twice with the same id.</summary>
    public bool DeliversTwice
    {
        get => _twice;
        set => _twice = value;
    }

    /// <summary>While it is set, everything comes once more half a minute later with a new id and moment, however it was answered.</summary>
    public bool RedeliversWithNewId
    {
        get => _again;
        set => _again = value;
    }

    /// <summary>While it is set, what waits goes out by itself as the clock given passes it; else it waits to be advanced.</summary>
    public bool RedeliversByTheClock
    {
        get => _byTheClock;
        set => _byTheClock = value;
    }

    /// <summary>How many activities wait to be sent again.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>Everything that was sent, again or not.</summary>
    public IReadOnlyList<JsonObject> Sent
    {
        get
        {
            lock (_lock)
                return [.. _sent];
        }
    }

    /// <summary>Sends it as of this moment; the first answer counts.</summary>
    public async Task<TeamsAnswer> SendAsync(JsonObject activity)
    {
        var answer = await CarryAsync(activity);
        var isInvoke = (string?)activity["type"] == "invoke";
        if (DeliversTwice || answer.Failure is not null)
            await CarryAsync(activity);
        if (RedeliversWithNewId || (isInvoke && answer.Failure is not null))
            Plan(activity);
        return answer;
    }

    /// <summary>Sends it once, wrong in one way: nothing that is refused comes again.</summary>
    public Task<TeamsAnswer> ForgeAsync(JsonObject activity, TeamsForgery forgery) => courier.CarryAsync(activity, forgery);

    /// <summary>Sends everything that is due now, and gives back the answers.</summary>
    public async Task<IReadOnlyList<TeamsAnswer>> AdvanceAsync()
    {
        var answers = new List<TeamsAnswer>();
        foreach (var activity in TakeDue())
            answers.Add(await CarryAsync(activity));
        return answers;
    }

    public void Dispose()
    {
        lock (_lock)
            _timers.ForEach(timer => timer.Dispose());
    }

    private Task<TeamsAnswer> CarryAsync(JsonObject activity)
    {
        lock (_lock)
            _sent.Add((JsonObject)activity.DeepClone());
        return courier.CarryAsync(activity);
    }

    private void Plan(JsonObject activity)
    {
        var due = organisation.Numbers.Now + TeamsServiceLimits.NewIdAfter;
        var again = (JsonObject)activity.DeepClone();
        again["id"] = (string?)activity["type"] == "message" ? organisation.Numbers.NextMessage() : organisation.Numbers.NextEvent();
        (again["timestamp"], again["localTimestamp"]) = (TeamsNumbers.Moment(due), TeamsNumbers.Moment(due));
        lock (_lock)
        {
            _waiting.Add((due, again));
            if (RedeliversByTheClock)
                _timers.Add(time.CreateTimer(_ => _ = AdvanceAsync(), state: null, TeamsServiceLimits.NewIdAfter, Timeout.InfiniteTimeSpan));
        }
    }

    private JsonObject[] TakeDue()
    {
        lock (_lock)
        {
            var due = _waiting.Where(each => each.Due <= organisation.Numbers.Now).OrderBy(each => each.Due).ToArray();
            _waiting.RemoveAll(due.Contains);
            return [.. due.Select(each => each.Activity)];
        }
    }
}
