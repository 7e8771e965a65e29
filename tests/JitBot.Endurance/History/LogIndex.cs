using JitBot.Core.Access;
using JitBot.Core.Holdings;

namespace JitBot.Endurance.History;

/// <summary>The log by request and by holding.</summary>
internal sealed class LogIndex
{
    private const string RequestPrefix = "request/";

    public LogIndex(Story story)
    {
        Requests = story.Log.Where(line => line.Access is not null).GroupBy(line => line.Stream)
            .Select(lines => new RequestLog(lines.Key[RequestPrefix.Length..], [.. lines.Select(line => line.Access!)])).ToDictionary(request => request.Id);
        Holdings = story.Log.Where(line => line.Holding is not null).GroupBy(line => line.Stream)
            .Select(lines => new HoldingLog([.. lines.Select(line => line.Holding!)])).Where(holding => holding.Key is not null)
            .ToDictionary(holding => holding.Key!);
        Handles = Requests.Values.SelectMany(request => request.People).Distinct()
            .Where(person => story.Texts.ContainsKey(person.Identity)).GroupBy(person => person.Id.Value)
            .ToDictionary(people => people.Key, people => HandleIn(story.Texts[people.First().Identity]));
    }

    public IReadOnlyDictionary<string, RequestLog> Requests { get; }

    public IReadOnlyDictionary<HoldingKey, HoldingLog> Holdings { get; }

    /// <summary>Handles of people by the ids under which the log knows them.</summary>
    public IReadOnlyDictionary<string, string> Handles { get; }

    /// <summary>The requests that were ever granted this membership.</summary>
    public IEnumerable<RequestLog> GrantsOf(HoldingKey holding) => Requests.Values.Where(request => request.Begun is not null && request.Holding == holding);

    /// <summary>"Riley Park &lt;riley@example.com&gt;" is riley.</summary>
    private static string HandleIn(string identity) => identity[(identity.LastIndexOf('<') + 1)..identity.LastIndexOf('@')];
}

/// <summary>The lines of one holding, in order.</summary>
internal sealed class HoldingLog(IReadOnlyList<HoldingEvent> lines)
{
    public IReadOnlyList<HoldingEvent> Lines => lines;

    public HoldingKey? Key { get; } = lines.Select(line => line switch
    {
        HoldingEvent.Claimed claimed => claimed.Key,
        HoldingEvent.Released released => released.Key,
        _ => null,
    }).FirstOrDefault(key => key is not null);

    public IEnumerable<HoldingEvent.AttemptBegun> Attempts => lines.OfType<HoldingEvent.AttemptBegun>();

    /// <summary>When the call was begun after which this request was told that it has what it asked for; null if it never was.</summary>
    public DateTimeOffset? ConfirmedCallOf(string request)
    {
        DateTimeOffset? begun = null;
        foreach (var line in lines)
        {
            if (line is HoldingEvent.AttemptBegun)
                begun = line.At;
            else if (line is HoldingEvent.Confirmed confirmed && confirmed.Requests.Any(id => id.Value == request))
                return begun;
        }

        return null;
    }
}
