using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using JitBot.Core.Catalogue;

namespace JitBot.Host;

/// <summary>An explanation as lines for people or as a document for scripts. The names of its fields are read by scripts: never rename one.</summary>
internal sealed class ExplanationReport(string person, Entitlement entitlement, AskQuota quota, string version, Because known, Explanation explanation)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line each.</summary>
    public string ToText() => string.Join('\n', ExplanationLines.Of(
        explanation,
        $"{person} and {entitlement.Id} ({entitlement.Name}), edition {version} of the catalogue",
        entitlement.Policy, quota, known,
        $"the group {entitlement.Resource} of {entitlement.Provider}, under policy {entitlement.Policy.Id}"));

    /// <summary>The same as a document; lengths of time in ISO 8601.</summary>
    public string ToJson() => new JsonObject
    {
        ["person"] = person,
        ["entitlement"] = entitlement.Id,
        ["entitlementName"] = entitlement.Name,
        ["policy"] = entitlement.Policy.Id,
        ["provider"] = entitlement.Provider,
        ["resource"] = entitlement.Resource,
        ["edition"] = version,
        ["known"] = Json(known),
        ["mayAsk"] = Json(explanation.MayAsk),
        ["longest"] = XmlConvert.ToString(entitlement.Policy.LongestGrant),
        ["minimumJustification"] = entitlement.Policy.MinimumJustification,
        ["autoApprovals"] = new JsonArray([.. explanation.Auto.Select(auto => new JsonObject
        {
            ["for"] = auto.For,
            ["atMost"] = XmlConvert.ToString(auto.AtMost),
            ["atCertainHours"] = auto.Windows.Count > 0,
            ["windows"] = new JsonArray([.. auto.Windows.Select(Json)]),
            ["applies"] = Explanation.Word(auto.Applies),
        })]),
        ["stages"] = new JsonArray([.. explanation.Stages.Select(Json)]),
        ["canBeDecided"] = Json(explanation.CanBeDecided),
        ["durations"] = new JsonArray([.. entitlement.Policy.Durations.Select(length => (JsonNode)XmlConvert.ToString(length))]),
        ["requestLapsesAfter"] = XmlConvert.ToString(entitlement.Policy.RequestLapsesAfter),
        ["remindAfter"] = entitlement.Policy.RemindsAfter is { } reminds ? XmlConvert.ToString(reminds) : null,
        ["reasonToApprove"] = entitlement.Policy.AsksWhy,
        ["warnBefore"] = XmlConvert.ToString(entitlement.Policy.WarnBefore),
        ["signOut"] = entitlement.Policy.SignsOut,
        ["askForOthers"] = entitlement.Policy.AskForOthers,
        ["mostOpenRequests"] = quota.MostOpen,
        ["mostRequestsPerDay"] = quota.MostADay,
        ["breakGlass"] = explanation.Glass is { } glass ? Json(glass) : null,
    }.ToJsonString(Readable);

    private static JsonObject Json(Because answer) => new()
    {
        ["answer"] = Explanation.Word(answer.Answer),
        ["why"] = answer.Why,
        ["toBeYes"] = answer.ToBeYes,
    };

    private static JsonObject Json(WeeklyWindow window) => new()
    {
        ["zone"] = window.Zone,
        ["days"] = new JsonArray([.. window.Days.Select(day => (JsonNode)day.ToString())]),
        ["from"] = window.From.ToString("HH:mm", CultureInfo.InvariantCulture),
        ["until"] = window.Until.ToString("HH:mm", CultureInfo.InvariantCulture),
    };

    private static JsonObject Json(ExplainedGlass glass) => new()
    {
        ["for"] = glass.For,
        ["longest"] = XmlConvert.ToString(glass.Rules.Longest),
        ["perDay"] = glass.Rules.PerDay,
        ["team"] = glass.Rules.Team,
        ["reviewWithin"] = XmlConvert.ToString(glass.Rules.ReviewWithin),
        ["applies"] = Explanation.Word(glass.Applies),
    };

    private static JsonObject Json(ExplainedStage stage) => new()
    {
        ["approvals"] = stage.Approvals,
        ["denials"] = stage.Denials,
        ["deciders"] = new JsonArray([.. stage.Deciders.Select(decider => new JsonObject
        {
            ["rule"] = decider.Rule,
            ["after"] = XmlConvert.ToString(decider.After),
            ["counts"] = decider.Counts,
            ["turnedAway"] = decider.WhyTurnedAway is not null,
        })]),
    };
}
