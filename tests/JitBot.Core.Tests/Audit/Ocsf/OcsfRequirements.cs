using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace JitBot.Core.Tests.Audit.Ocsf;

/// <summary>What the schema asks of an event, from the small table beside this file, which says where it was copied from.</summary>
internal static class OcsfRequirements
{
    /// <summary>Objects whose fields are anybody's: https://schema.ocsf.io/1.7.0/objects/object.</summary>
    private const string Free = "unmapped";

    private static readonly JsonNode Table = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), "ocsf-1.7.0.requirements.json")))!;

    /// <summary>Everything that is wrong with an event; empty if it is as it must be.</summary>
    public static IReadOnlyList<string> Faults(string line)
    {
        var happened = JsonNode.Parse(line)!.AsObject();
        if (Table["classes"]![$"{happened["class_uid"]}"] is not { } known)
            return ["no such class"];
        return [.. Numbers(happened, known), .. Fields(happened, known), .. happened.SelectMany(each => Objects(each.Key, each.Value))];
    }

    private static IEnumerable<string> Numbers(JsonObject happened, JsonNode known)
    {
        var activity = (int?)happened["activity_id"] ?? -1;
        var caption = (string?)(known["activities"]![$"{activity}"] ?? Table["base"]!["activities"]![$"{activity}"]);
        if (caption is null)
            yield return $"no activity {activity}";
        if ((long?)happened["type_uid"] != ((long?)happened["class_uid"] * 100) + activity)
            yield return "type_uid is not class_uid * 100 + activity_id";
        if (activity != 99 && (string?)happened["activity_name"] != caption)
            yield return $"activity_name is not {caption}";
        foreach (var (field, should) in new[] { ("class_name", known["name"]), ("category_uid", known["category_uid"]), ("category_name", known["category_name"]) })
        {
            if (!JsonNode.DeepEquals(happened[field], should))
                yield return $"{field} is not {should}";
        }

        foreach (var field in new[] { "severity", "status" })
        {
            if ((string?)Table["base"]![$"{field}_id"]![$"{happened[$"{field}_id"]}"] != (string?)happened[field])
                yield return $"{field} is not what {field}_id says";
        }
    }

    private static IEnumerable<string> Fields(JsonObject happened, JsonNode known)
    {
        var required = Names(known["required"]).Concat(Names(Table["base"]!["required"])).ToHashSet();
        foreach (var missing in required.Where(name => happened[name] is null))
            yield return $"no {missing}";
        foreach (var strange in happened.Select(each => each.Key).Except(required).Except(Names(known["known"])).Except(Names(Table["base"]!["known"])))
            yield return $"the class has no {strange}";
    }

    private static IEnumerable<string> Objects(string name, JsonNode? node)
    {
        if (node is JsonArray many)
            return many.SelectMany(each => Objects(name, each));
        if (node is not JsonObject some || name == Free)
            return [];
        if (Table["objects"]![name] is not { } known)
            return [$"no object {name}"];
        var (required, one) = (Names(known["required"]).ToList(), Names(known["at_least_one"]).ToList());
        return
        [
            .. required.Where(field => some[field] is null).Select(field => $"{name} has no {field}"),
            .. some.Select(each => each.Key).Except(required).Except(Names(known["known"])).Select(field => $"the object {name} has no {field}"),
            .. one.Count == 0 || one.Any(field => some[field] is not null) ? (string[])[] : [$"{name} has none of {string.Join(", ", one)}"],
            .. some.SelectMany(each => Objects(each.Key, each.Value)),
        ];
    }

    private static IEnumerable<string> Names(JsonNode? list) => list!.AsArray().Select(each => (string)each!);

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
