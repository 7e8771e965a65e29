using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace JitBot.Benchmarks.Measuring;

/// <summary>What was measured, for people and as JSON.</summary>
internal sealed record Report(string Machine, IReadOnlyList<Measure> Floor, IReadOnlyList<Measure> Measures)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Whether the machine's own floor was about the same in each round.</summary>
    public bool IsSteady => Floor.All(each => each.JitBot!.Share <= Measure.MostSpread);

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
        .. IsSteady
            ? Array.Empty<string>()
            : ["", $"The machine was unsteady: its own floor moved by more than {Measure.MostSpread:P0} between rounds. A goal that the median misses and some round reached is inconclusive."],
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
        measure.Beside,
        measure.Goal,
        Outcome = measure.Outcome(IsSteady),
    };

    private string Line(Measure measure)
    {
        var beside = measure.Beside is { } other ? $"; {other.Name} {Figure(other.Figure)}, ratio {Figure(other.Ratio)}" : "";
        var goal = measure.Goal is { } bound
            ? $"; goal {(bound.IsOfRatio ? "ratio " : "")}{(bound.IsLeast ? "at least" : "at most")} {Number(bound.Bound)}: {Word(measure.Outcome(IsSteady))}"
            : "";
        var figure = measure.JitBot is { } ours ? $"{Figure(ours)} {measure.Unit}" : "not here";
        return $"  {measure.What,-58} {figure}{beside}{goal}";
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
