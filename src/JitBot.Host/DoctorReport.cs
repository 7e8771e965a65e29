using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using JitBot.Core.Checkup;

namespace JitBot.Host;

/// <summary>What the doctor found, as lines for people or as a document for scripts. Every text goes through the scrubber.</summary>
internal sealed class DoctorReport(IReadOnlyList<Finding> findings, Scrubber scrubber)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether something is to be mended.</summary>
    public bool IsBad => Count(Verdict.Bad) > 0;

    /// <summary>A line each, and one to count them.</summary>
    public string ToText(string verb)
    {
        var text = new StringBuilder();
        foreach (var finding in findings)
            text.Append($"{Mark(finding.Verdict)} {Clean(finding.Where)}: {Clean(finding.What)}{(finding.Todo is { } todo ? $" → {Clean(todo)}" : "")}\n");
        return text.Append($"{verb}: {Count(Verdict.Good)} good, {Count(Verdict.Warn)} to look at, {Count(Verdict.Bad)} bad").ToString();
    }

    /// <summary>The same as a document. The names of its fields are read by scripts: never rename one.</summary>
    public string ToJson() => new JsonObject
    {
        ["good"] = Count(Verdict.Good),
        ["warn"] = Count(Verdict.Warn),
        ["bad"] = Count(Verdict.Bad),
        ["findings"] = new JsonArray([.. findings.Select(finding => new JsonObject
        {
            ["check"] = finding.Check,
            ["where"] = Clean(finding.Where),
            ["verdict"] = Name(finding.Verdict),
            ["what"] = Clean(finding.What),
            ["todo"] = finding.Todo is { } todo ? Clean(todo) : null,
        })]),
    }.ToJsonString(Readable);

    private int Count(Verdict verdict) => findings.Count(finding => finding.Verdict == verdict);

    private string Clean(string text) => scrubber.Clean(text);

    private static char Mark(Verdict verdict) => verdict switch
    {
        Verdict.Good => '✓',
        Verdict.Warn => '!',
        _ => '✗',
    };

    private static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Good => "good",
        Verdict.Warn => "warn",
        _ => "bad",
    };
}
