using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace JitBot.Core.Catalogue;

/// <summary>
/// An edition as canonical JSON: entitlements by id, each policy once, no white space. Editions that were in force are kept in this form and must
/// stay readable: new fields need a default that means what their absence meant.
/// </summary>
public static class EditionJson
{
    private const string PolicyField = "policy";
    private const string QuotaField = "quota";
    private const string SourcesField = "sources";

    private static readonly JsonSerializerOptions Options = Make();

    /// <summary>The text of an edition.</summary>
    public static string Write(Edition edition)
    {
        var entitlements = edition.Entitlements.OrderBy(each => each.Id, StringComparer.Ordinal).ToList();
        var texts = entitlements.Select(each => each.Policy).Distinct<Policy>(ReferenceEqualityComparer.Instance).ToDictionary<Policy, Policy, string>(
            policy => policy, policy => JsonSerializer.Serialize(policy, Options), ReferenceEqualityComparer.Instance);
        var policies = texts.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var places = policies.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);
        var written = new JsonObject
        {
            ["policies"] = new JsonArray([.. policies.Select(text => JsonNode.Parse(text))]),
            ["entitlements"] = new JsonArray([.. entitlements.Select(each => WriteEntitlement(each, places[texts[each.Policy]]))]),
            ["operators"] = JsonSerializer.SerializeToNode(edition.Operators, Options),
        };
        if (edition.Quota != AskQuota.Default)
            written[QuotaField] = JsonSerializer.SerializeToNode(edition.Quota, Options);
        if (edition.Sources.Count > 0)
            written[SourcesField] = JsonSerializer.SerializeToNode(edition.Sources, Options);
        return written.ToJsonString(Options);
    }

    /// <summary>The edition of a text; null if it cannot be read.</summary>
    public static Edition? Read(string text)
    {
        try
        {
            var all = JsonNode.Parse(text)!.AsObject();
            var policies = all["policies"]!.AsArray().Select(each => each.Deserialize<Policy>(Options)!).ToList();
            var entitlements = all["entitlements"]!.AsArray().Select(each => ReadEntitlement(each!.AsObject(), policies)).ToList();
            return new Edition(entitlements, all["operators"].Deserialize<List<Rule>>(Options)!)
            {
                Quota = all[QuotaField]?.Deserialize<AskQuota>(Options) ?? AskQuota.Default,
                Sources = Edition.Empty.Sources.AddRange(all[SourcesField]?.Deserialize<Dictionary<string, string>>(Options) ?? []),
            };
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException or NotSupportedException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The version of an edition: the SHA-256 of its text, in which people must stand by their addresses to be the same everywhere.</summary>
    public static string VersionOf(Edition edition) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(edition))));

    /// <summary>The fields of a policy, a stage or whatever is part of one, as they are compared.</summary>
    internal static JsonObject Fields<T>(T part) => JsonSerializer.SerializeToNode(part, Options)!.AsObject();

    private static JsonObject WriteEntitlement(Entitlement entitlement, int policy)
    {
        var written = JsonSerializer.SerializeToNode(entitlement with { Policy = null! }, Options)!.AsObject();
        written.Remove("hasEvidence"); // follows from another section of the settings
        written[PolicyField] = policy;
        return written;
    }

    private static Entitlement ReadEntitlement(JsonObject written, List<Policy> policies)
    {
        var policy = policies[written[PolicyField]!.GetValue<int>()];
        written[PolicyField] = null;
        return written.Deserialize<Entitlement>(Options)! with { Policy = policy };
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            RespectRequiredConstructorParameters = true,
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
