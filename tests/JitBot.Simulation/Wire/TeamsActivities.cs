using System.Globalization;
using System.Text.Json.Nodes;
using JitBot.Chat.Teams;
using JitBot.Engine;
using JitBot.Simulation.People;

namespace JitBot.Simulation.Wire;

/// <summary>What Teams would send for what people do (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object).</summary>
internal static class TeamsActivities
{
    /// <summary>The id by which Teams knows a person to the bot.</summary>
    public static string IdOf(SimPerson person) => $"29:{person.Name}";

    /// <summary>The activity, without its id and its time. <paramref name="isOld"/>: the client is older, and sends a message where others invoke.</summary>
    public static JsonObject Of(Gesture gesture, bool isOld) => gesture.Verb switch
    {
        GestureVerb.Ask when isOld => Said(gesture.By, $"<at>JitBot</at> request {gesture.Form!.EntitlementId} {Minutes(gesture)} {gesture.Form.Justification}"),
        GestureVerb.Ask => Invoked(Personally(gesture.By), "task/submit", new JsonObject { ["data"] = Filled(gesture) }),
        GestureVerb.Link => Said(gesture.By, $"link {gesture.Typed}"),
        GestureVerb.TakeBack => Reacted(gesture, "reactionsRemoved"),
        GestureVerb.Approve when gesture.Handle is null => Reacted(gesture, "reactionsAdded"),
        _ => Pressed(gesture, isOld),
    };

    /// <summary>Somebody's client shows a card: nobody has pressed anything.</summary>
    public static JsonObject Seen(SimPerson by, string message, string handle, string verb) =>
        Invoked(At(by, message), "adaptiveCard/action", Action(verb, Data(verb, handle, 1), "automatic"));

    /// <summary>A message was edited, or somebody reacted with something that means nothing.</summary>
    public static JsonObject Idle(SimPerson by, string message, bool isEdit)
    {
        var activity = At(by, message);
        activity["type"] = isEdit ? "messageUpdate" : "messageReaction";
        activity[isEdit ? "text" : "reactionsAdded"] = isEdit ? "approve" : new JsonArray(new JsonObject { ["type"] = "heart" });
        return activity;
    }

    private static JsonObject Said(SimPerson by, string text)
    {
        var activity = Personally(by);
        (activity["type"], activity["text"]) = ("message", text);
        return activity;
    }

    private static JsonObject Reacted(Gesture gesture, string list)
    {
        var activity = At(gesture.By, gesture.Message!);
        (activity["type"], activity[list]) = ("messageReaction", new JsonArray(new JsonObject { ["type"] = "like" }));
        return activity;
    }

    private static JsonObject Pressed(Gesture gesture, bool isOld)
    {
        var (verb, where) = (VerbOf(gesture.Verb), At(gesture.By, gesture.Message!));
        var data = Data(verb, gesture.Handle!, gesture.Version);
        if (gesture.Reason is { } reason)
            data["reason"] = reason;
        if (!isOld)
            return Invoked(where, "adaptiveCard/action", Action(verb, data, "manual"));
        (where["type"], where["value"]) = ("message", data);
        return where;
    }

    private static JsonObject Filled(Gesture gesture) => new()
    {
        ["verb"] = TeamsVerbs.Request,
        [TeamsForm.Mark] = gesture.Key,
        [AskDraft.EntitlementPart] = gesture.Form!.EntitlementId,
        [AskDraft.LengthPart] = gesture.Form.Length.ToString("c", CultureInfo.InvariantCulture),
        [AskDraft.JustificationPart] = gesture.Form.Justification,
    };

    private static JsonObject Data(string verb, string handle, long version) => new() { ["verb"] = verb, ["handle"] = handle, ["version"] = version };

    private static JsonObject Action(string verb, JsonObject data, string trigger) => new()
    {
        ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data },
        ["trigger"] = trigger,
    };

    private static JsonObject Invoked(JsonObject activity, string name, JsonObject value)
    {
        (activity["type"], activity["name"], activity["value"]) = ("invoke", name, value);
        return activity;
    }

    private static JsonObject At(SimPerson by, string message)
    {
        var activity = Activity(by, $"{TeamsDoor.Channel};messageid={message}", "channel");
        activity["replyToId"] = message;
        return activity;
    }

    private static JsonObject Personally(SimPerson by) => Activity(by, TeamsDoor.PersonalChat(by), "personal");

    private static JsonObject Activity(SimPerson by, string conversation, string kind) => new()
    {
        ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = IdOf(by), ["name"] = by.Name, ["aadObjectId"] = by.TeamsAccount },
        ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = kind, ["tenantId"] = TeamsDoor.Tenant },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TeamsDoor.Tenant } },
    };

    private static string VerbOf(GestureVerb verb) => verb switch
    {
        GestureVerb.Approve => TeamsVerbs.Approve,
        GestureVerb.Deny => TeamsVerbs.Deny,
        GestureVerb.Withdraw => TeamsVerbs.Withdraw,
        GestureVerb.Return => TeamsVerbs.Return,
        GestureVerb.Revoke => TeamsVerbs.Revoke,
        GestureVerb.Extend => TeamsVerbs.Extend,
        _ => throw new InvalidOperationException($"There is no button for {verb}."),
    };

    private static string Minutes(Gesture gesture) => string.Create(CultureInfo.InvariantCulture, $"{gesture.Form!.Length.TotalMinutes}m");
}
