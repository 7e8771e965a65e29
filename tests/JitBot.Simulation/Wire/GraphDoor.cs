using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JitBot.Core.Holdings;
using JitBot.Simulation.Directory;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Wire;

/// <summary>A simulated directory as Microsoft Graph shows it (https://learn.microsoft.com/graph/api/overview).</summary>
internal sealed partial class GraphDoor(SimWorld world, SimDirectory directory) : DirectoryDoor(
    world, directory, index => $"{index:x8}-9000-4000-8000-000000000000", index => $"{index:x8}-a000-4000-8000-000000000000")
{
    public override HttpResponseMessage Answer(WireCall call) => (call.Method, call.Segments[1..]) switch
    {
        ("GET", ["users"]) => Found(Asked().Match(call.Query).Groups[1].Value),
        ("GET", ["users", var user]) => People.NameOf(user) is { } name ? WireAnswer.Json(new JsonObject { ["id"] = user, ["accountEnabled"] = IsEnabled(name) }) : Missing(user),
        ("GET", ["groups", var group]) => Groups.NameOf(group) is null ? Missing(group) : WireAnswer.Json(Group(group)),
        ("POST", ["groups", var group, "getMemberGroups"]) => Groups.NameOf(group) is { } name ? WireAnswer.Json(IdsAround(name)) : Missing(group),
        (_, ["groups", var group, "members", .. var rest]) => Member(call, group, rest),
        _ => Error(400, "BadRequest", $"Nothing of ours: {call.What}"),
    };

    public override HttpResponseMessage Throttled(TimeSpan? wait) => Error(429, "TooManyRequests", "Too many requests").RetryAfter(wait);

    public override HttpResponseMessage Refused() => Error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    private HttpResponseMessage Member(WireCall call, string group, string[] rest)
    {
        var user = call.Method == "POST" ? (JsonNode.Parse(call.Body)?["@odata.id"]?.GetValue<string>() ?? "").Split('/')[^1] : rest[0];
        if (Groups.NameOf(group) is not { } groupName || People.NameOf(user) is not { } name)
            return Missing(group);
        return (call.Method, rest) switch
        {
            ("GET", [_, "$ref"]) => Act(ProviderCall.ReadBack, groupName, name, call) is ProviderAnswer.Present ? WireAnswer.Json(new JsonObject()) : Missing(user),
            ("POST", ["$ref"]) => Act(ProviderCall.Add, groupName, name, call) is ProviderAnswer.Added
                ? WireAnswer.Empty()
                : Error(400, "Request_BadRequest", "One or more added object references already exist for the following modified properties: 'members'."),
            ("DELETE", [_, "$ref"]) => Act(ProviderCall.Remove, groupName, name, call) is ProviderAnswer.Removed ? WireAnswer.Empty() : Missing(user),
            _ => Error(400, "BadRequest", $"Nothing of ours: {call.What}"),
        };
    }

    private HttpResponseMessage Found(string email)
    {
        var users = new JsonArray();
        if (SubjectOf(email) is { } subject)
        {
            var owners = Owners(subject);
            users.Add(new JsonObject
            {
                ["id"] = People.Of(subject),
                ["mail"] = owners[0].Email,
                ["userPrincipalName"] = owners[^1].Email,
                ["userType"] = "Member",
                ["accountEnabled"] = IsEnabled(subject),
            });
        }

        return WireAnswer.Json(new JsonObject { ["value"] = users });
    }

    private JsonObject IdsAround(string group) => new() { ["value"] = new JsonArray([.. Around(group).Select(name => JsonValue.Create(Groups.Of(name)))]) };

    private JsonObject Group(string id) => new()
    {
        ["id"] = id,
        ["displayName"] = Groups.NameOf(id),
        ["groupTypes"] = new JsonArray(),
        ["mailEnabled"] = false,
        ["securityEnabled"] = true,
    };

    private static HttpResponseMessage Missing(string id) => Error(
        404, "Request_ResourceNotFound", $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    private static HttpResponseMessage Error(int status, string code, string message) =>
        WireAnswer.Json(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }, status);

    [GeneratedRegex("mail eq '([^']*)'")]
    private static partial Regex Asked();
}
