using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JitBot.Core.Holdings;
using JitBot.Simulation.Directory;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Wire;

/// <summary>
/// A simulated directory as Okta shows it (https://developer.okta.com/docs/api/): 204 whether or not anything changed, and no question about
/// one membership.
/// </summary>
internal sealed partial class OktaDoor(SimWorld world, SimDirectory directory) : DirectoryDoor(
    world, directory, index => $"00g{index:d17}", index => $"00u{index:d17}")
{
    private readonly SimWorld _world = world;

    public override HttpResponseMessage Answer(WireCall call) => (call.Method, call.Segments[2..]) switch
    {
        ("GET", ["users"]) => WireAnswer.Json(Found(Asked().Match(call.Query).Groups[1].Value)),
        ("GET", ["users", var user]) => People.NameOf(user) is { } name ? WireAnswer.Json(User(name)) : Missing(),
        ("GET", ["users", var user, "groups"]) => People.NameOf(user) is { } name ? WireAnswer.Json(GroupsOf(name)) : Missing(),
        ("GET", ["groups", "rules"]) => WireAnswer.Json(new JsonArray()),
        ("GET", ["groups", var group]) => Groups.NameOf(group) is { } name ? WireAnswer.Json(Group(name)) : Missing(),
        ("PUT", ["groups", var group, "users", var user]) => Change(ProviderCall.Add, group, user, call),
        ("DELETE", ["groups", var group, "users", var user]) => Change(ProviderCall.Remove, group, user, call),
        _ => Error(400, "E0000003", $"Nothing of ours: {call.What}"),
    };

    public override HttpResponseMessage Throttled(TimeSpan? wait)
    {
        var answer = Error(429, "E0000047", "API call exceeded rate limit due to too many requests.");
        if (wait is { } span)
            answer.Headers.TryAddWithoutValidation("X-Rate-Limit-Reset", $"{(_world.Now + span).ToUnixTimeSeconds()}");
        return answer;
    }

    public override HttpResponseMessage Refused() => Error(403, "E0000006", "You do not have permission to perform the requested action");

    private HttpResponseMessage Change(ProviderCall what, string group, string user, WireCall call)
    {
        if (Groups.NameOf(group) is not { } groupName || People.NameOf(user) is not { } name)
            return Missing();
        Act(what, groupName, name, call);
        return WireAnswer.Empty();
    }

    private JsonArray Found(string email) => SubjectOf(email) is { } subject ? [User(subject)] : [];

    private JsonObject User(string subject)
    {
        var owners = Owners(subject);
        return new JsonObject
        {
            ["id"] = People.Of(subject),
            ["status"] = IsEnabled(subject) ? "ACTIVE" : "SUSPENDED",
            ["profile"] = new JsonObject { ["login"] = owners[^1].Email, ["email"] = owners[0].Email },
        };
    }

    private JsonArray GroupsOf(string subject)
    {
        string[] all = ["group-a", "group-b", "group-c", "group-d", "group-e", "group-z"];
        return [.. all.Where(group => Directory.Sees(_world.Now, group, subject)).Select(Group)];
    }

    private JsonObject Group(string name) =>
        new() { ["id"] = Groups.Of(name), ["type"] = "OKTA_GROUP", ["profile"] = new JsonObject { ["name"] = name } };

    private static HttpResponseMessage Missing() => Error(404, "E0000007", "Not found: Resource not found");

    private static HttpResponseMessage Error(int status, string code, string summary) =>
        WireAnswer.Json(new JsonObject { ["errorCode"] = code, ["errorSummary"] = summary }, status);

    [GeneratedRegex("profile.email eq \"([^\"]*)\"")]
    private static partial Regex Asked();
}
