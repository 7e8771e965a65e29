using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace JitBot.Benchmarks.Measuring;

/// <summary>What was measured, for people and as JSON.</summary>
internal sealed record Report(string Machine, IReadOnlyList<Measure> Floor, IReadOnlyList<Measure> Measures)
{
    /// <summary>A machine whose own limits moved by more than this between rounds did not have time for us alone.</summary>
    private const double MostSpread = 0.4;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Whether the floor, and each limit measured beside JitBot, was about the same in each round.</summary>
    public bool IsSteady => Floor.Select(each => each.JitBot).Concat(Measures.Select(each => each.Limit).OfType<Spread>()).All(spread => spread.Share <= MostSpread);

    /// <summary>A table.</summary>
    public string ToText() => string.Join('\n',
    [
        Machine,
        "",
        "The machine",
        .. Floor.Select(Line),
        "",
        "JitBot",
        .. Measures.Select(Line),
        .. IsSteady ? Array.Empty<string>() : ["", $"The machine was unsteady: its own limits moved by more than {MostSpread:P0} between rounds. A goal that is not met is inconclusive."],
    ]);

    /// <summary>The same as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(new
    {
        Machine,
        IsSteady,
        Rounds = Timing.Rounds,
        Floor = Floor.Select(Written),
        Measures = Measures.Select(Written),
    }, Json) + "\n";

    private object Written(Measure measure) => new
    {
        measure.What,
        measure.Unit,
        measure.JitBot,
        measure.LimitName,
        measure.Limit,
        measure.Ratio,
        measure.AtMost,
        Outcome = measure.Outcome(IsSteady),
    };

    private string Line(Measure measure)
    {
        var limit = measure is { Limit: { } spread, LimitName: { } name, Ratio: { } ratio } ? $"; {name} {Figure(spread)}, ratio {Number(ratio)}" : "";
        var goal = measure.AtMost is { } most ? $"; goal at most {Number(most)}: {Word(measure.Outcome(IsSteady))}" : "";
        return $"  {measure.What,-58} {Figure(measure.JitBot)} {measure.Unit}{limit}{goal}";
    }

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Met => "met",
        Outcome.Missed => "MISSED",
        Outcome.Inconclusive => "inconclusive",
        _ => "none",
    };

    private static string Figure(Spread spread) => $"{Number(spread.Median)} [{Number(spread.Least)}..{Number(spread.Most)}]";

    /// <summary>Three digits that count.</summary>
    private static string Number(double number) => number switch
    {
        >= 100 => number.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => number.ToString("F1", CultureInfo.InvariantCulture),
        >= 1 => number.ToString("F2", CultureInfo.InvariantCulture),
        _ => number.ToString("F4", CultureInfo.InvariantCulture),
    };
}
