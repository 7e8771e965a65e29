using System.Net;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>
/// The bodies of what Teams sends to a bot, with every documented field and one nobody knows yet
/// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/bot-events and its neighbours).
/// </summary>
internal sealed class TeamsActivities(TeamsOrganisation organisation)
{
    /// <summary>How a bot is told where to answer.</summary>
    public string ServiceUrl { get; set; } = "";

    private TeamsApp App => organisation.App;

    /// <summary>Something a person wrote; outside the chat with the bot it mentions the bot.</summary>
    public JsonObject Said(TeamsPerson person, TeamsPlace place, TeamsMessage message, bool mentionsBot)
    {
        var activity = Envelope("message", person, place, message.RootId, message.Id);
        var mention = $"<at>{WebUtility.HtmlEncode(App.Name)}</at>";
        activity["text"] = mentionsBot ? $"{mention} {message.Text}" : message.Text;
        activity["textFormat"] = "plain";
        activity["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "text/html",
            ["content"] = $"<div>{(mentionsBot ? mention + " " : "")}{WebUtility.HtmlEncode(message.Text)}</div>",
        });
        if (mentionsBot)
            ((JsonArray)activity["entities"]!).Insert(0, new JsonObject
            {
                ["type"] = "mention",
                ["mentioned"] = new JsonObject { ["id"] = App.BotId, ["name"] = App.Name },
                ["text"] = mention,
            });
        return activity;
    }

    /// <summary>A press on an action that only submits: a message without words, with a value.</summary>
    public JsonObject Submitted(TeamsPerson person, TeamsMessage on, JsonNode? value, string? text = null)
    {
        var activity = Envelope("message", person, PlaceOf(on), on.RootId, organisation.Numbers.NextMessage());
        if (text is not null)
            activity["text"] = text;
        activity["value"] = value;
        Point(activity, on);
        return activity;
    }

    /// <summary>An invoke: its answer is the body of the response.</summary>
    public JsonObject Invoke(string name, TeamsPerson person, TeamsPlace place, JsonObject value, TeamsMessage? on = null)
    {
        var activity = Envelope("invoke", person, place, on?.RootId, organisation.Numbers.NextEvent());
        activity["name"] = name;
        activity["value"] = value;
        if (on is not null)
            Point(activity, on);
        return activity;
    }

    public JsonObject Reacted(TeamsPerson person, TeamsMessage to, string type, bool isAdded)
    {
        var activity = Envelope("messageReaction", person, PlaceOf(to), to.RootId, organisation.Numbers.NextEvent());
        activity[isAdded ? "reactionsAdded" : "reactionsRemoved"] = new JsonArray(new JsonObject { ["type"] = type });
        Point(activity, to);
        return activity;
    }

    /// <summary>The app was installed or removed here.</summary>
    public JsonObject Installed(TeamsPerson person, TeamsPlace place, string action)
    {
        var activity = Envelope("installationUpdate", person, place, rootId: null, organisation.Numbers.NextEvent());
        activity["action"] = action;
        if (place.Kind == TeamsPlaceKind.Channel && action == "add")
            activity["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = place.Id } };
        return activity;
    }

    /// <summary>Somebody came or went, or the conversation itself changed.</summary>
    public JsonObject Updated(TeamsPerson person, TeamsPlace place, string? eventType = null, string? list = null, string? memberId = null)
    {
        var activity = Envelope("conversationUpdate", person, place, rootId: null, organisation.Numbers.NextEvent());
        if (list is not null)
            activity[list] = new JsonArray(Account(memberId!));
        if (eventType is not null)
            activity["channelData"]!["eventType"] = eventType;
        return activity;
    }

    /// <summary>
    /// What another client of the Bot Framework made, as Teams would have sent it: who, where, when and whence are as here, the rest is theirs.
    /// </summary>
    public JsonObject Brought(JsonObject theirs, TeamsPerson person, TeamsPlace place, (string Id, string? RootId, string? On) ids)
    {
        var activity = Envelope(theirs["type"]!.ToString(), person, place, ids.RootId, ids.Id);
        foreach (var (name, value) in theirs.Where(field => !activity.ContainsKey(field.Key)))
            activity[name] = value?.DeepClone();
        foreach (var (name, value) in (theirs["channelData"] as JsonObject ?? []).Where(field => activity["channelData"]![field.Key] is null))
            activity["channelData"]![name] = value?.DeepClone();
        foreach (var entity in theirs["entities"] as JsonArray ?? [])
            ((JsonArray)activity["entities"]!).Add(entity?.DeepClone());
        if (ids.On is not null)
            activity["replyToId"] = ids.On;
        var (bot, user) = (theirs["recipient"]?["id"]?.ToString(), theirs["from"]?["id"]?.ToString());
        foreach (var account in Named(activity).Where(account => account["id"] is not null))
            account["id"] = account["id"]!.ToString() is var id && id == bot ? App.BotId : id == user ? person.Id : id;
        return activity;
    }

    /// <summary>Whoever is named beside sender and receiver: who is mentioned, who came and who went.</summary>
    private static IEnumerable<JsonObject> Named(JsonObject activity) =>
        ((JsonArray)activity["entities"]!).Select(entity => entity?["mentioned"])
            .Concat(activity["membersAdded"] as JsonArray ?? [])
            .Concat(activity["membersRemoved"] as JsonArray ?? [])
            .OfType<JsonObject>();

    private JsonObject Account(string id) =>
        organisation.FindPerson(id) is { } person ? person.ToAccount() : new JsonObject { ["id"] = id, ["name"] = App.Name };

    private TeamsPlace PlaceOf(TeamsMessage message) => organisation.Place(message.PlaceId);

    private static void Point(JsonObject activity, TeamsMessage at)
    {
        activity["replyToId"] = at.Id;
        activity["channelData"]!["legacy"] = new JsonObject { ["replyToId"] = $"1:{at.Id}" };
    }

    private JsonObject Envelope(string type, TeamsPerson person, TeamsPlace place, string? rootId, string id) => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["timestamp"] = TeamsNumbers.Moment(organisation.Numbers.Now),
        ["localTimestamp"] = TeamsNumbers.Moment(organisation.Numbers.Now),
        ["localTimezone"] = person.TimeZone,
        ["serviceUrl"] = ServiceUrl,
        ["channelId"] = "msteams",
        ["from"] = person.ToAccount(),
        ["conversation"] = Conversation(place, rootId),
        ["recipient"] = new JsonObject { ["id"] = App.BotId, ["name"] = App.Name },
        ["entities"] = new JsonArray(new JsonObject
        {
            ["type"] = "clientInfo",
            ["locale"] = "en-US",
            ["country"] = "CH",
            ["platform"] = "Web",
            ["timezone"] = person.TimeZone,
        }),
        ["channelData"] = ChannelData(person, place),
        ["locale"] = "en-US",
        ["aFieldOfTomorrow"] = new JsonObject { ["receivers"] = "ignore what they do not know" },
    };

    private JsonObject Conversation(TeamsPlace place, string? rootId)
    {
        var conversation = new JsonObject { ["conversationType"] = place.Type, ["tenantId"] = App.TenantId, ["id"] = place.InThread(rootId) };
        if (place.Kind != TeamsPlaceKind.Personal)
            conversation["isGroup"] = true;
        return conversation;
    }

    /// <summary>A person of another tenant, met in a shared channel, brings their own.</summary>
    private JsonObject ChannelData(TeamsPerson person, TeamsPlace place)
    {
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = person.TenantId } };
        if (place.TeamId is not { } teamId)
            return data;
        var team = organisation.Team(teamId);
        (data["teamsChannelId"], data["teamsTeamId"]) = (place.Id, team.Id);
        data["channel"] = new JsonObject { ["id"] = place.Id };
        data["team"] = new JsonObject { ["id"] = team.Id, ["name"] = team.Name, ["aadGroupId"] = team.GroupId };
        return data;
    }
}
