using System.Globalization;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>conversations.* (https://docs.slack.dev/reference/methods/conversations.history and its neighbours).</summary>
internal sealed class SlackConversationMethods(SlackWorkspace workspace, SlackDoors doors)
{
    public IEnumerable<SlackMethod> All =>
    [
        new("conversations.open", Open) { Writes = true, TakesJson = true, Scopes = ["im:write"] },
        new("conversations.info", Info),
        new("conversations.history", History),
        new("conversations.replies", Replies),
    ];

    private JsonObject Open(SlackArguments arguments)
    {
        var users = arguments.Text("users") ?? throw new SlackRefusal("users_list_not_supplied");
        var person = workspace.FindPerson(users);
        if (person is null || person.Id != users)
            throw new SlackRefusal("user_not_found");
        if (person.IsDeleted)
            throw new SlackRefusal("user_disabled");
        if (person.IsStranger)
            throw new SlackRefusal("user_not_visible");
        if (person.IsBot)
            throw new SlackRefusal("invalid_user_combination");
        var channel = workspace.DirectMessage(person);
        return new JsonObject
        {
            ["channel"] = arguments.Flag("return_im") ? channel.ToJson(workspace.App.BotUserId) : new JsonObject { ["id"] = channel.Id },
        };
    }

    private JsonObject Info(SlackArguments arguments)
    {
        var channel = doors.Visible(arguments.Required("channel"));
        doors.Need(SlackDoors.ScopeOf(channel, "read"));
        var json = channel.ToJson(workspace.App.BotUserId);
        if (!arguments.Flag("include_num_members"))
            json.Remove("num_members");
        return new JsonObject { ["channel"] = json };
    }

    private JsonObject History(SlackArguments arguments)
    {
        var channel = doors.Readable(arguments.Required("channel"), "history");
        var messages = workspace.Messages.In(channel).Where(message => !message.IsReply && IsBetween(message.Ts, arguments));
        return Page(messages.Reverse(), arguments);
    }

    private JsonObject Replies(SlackArguments arguments)
    {
        var channel = doors.Readable(arguments.Required("channel"), "history");
        var parent = workspace.Messages.Find(channel.Id, arguments.Required("ts"));
        if (parent is null || parent.IsEphemeral)
            throw new SlackRefusal("thread_not_found");
        return Page(workspace.Messages.Thread(parent).Where(reply => IsBetween(reply.Ts, arguments)).Prepend(parent), arguments);
    }

    private JsonObject Page(IEnumerable<SlackMessage> messages, SlackArguments arguments)
    {
        var all = messages.ToArray();
        var limit = arguments.Number("limit") ?? SlackLimits.HistoryPage;
        if (limit is < 1 or > SlackLimits.HistoryPageMost)
            throw new SlackRefusal("invalid_limit");
        var start = arguments.Text("cursor") is not { } cursor ? 0
            : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from
            : throw new SlackRefusal("invalid_cursor");
        var more = all.Length > start + limit;
        var page = all.Skip(start).Take(limit).Select(message => Told(message, arguments.Flag("include_all_metadata")));
        return new JsonObject
        {
            ["messages"] = new JsonArray([.. page]),
            ["has_more"] = more,
            ["response_metadata"] = new JsonObject { ["next_cursor"] = more ? (start + limit).ToString(CultureInfo.InvariantCulture) : "" },
        };
    }

    private JsonObject Told(SlackMessage message, bool wholeMetadata)
    {
        var json = message.ToJson(workspace.App, wholeMetadata);
        var replies = workspace.Messages.Thread(message);
        if (replies.Count == 0)
            return json;
        json["thread_ts"] = message.Ts;
        json["reply_count"] = replies.Count;
        json["latest_reply"] = replies[^1].Ts;
        return json;
    }

    private static bool IsBetween(string ts, SlackArguments arguments)
    {
        var atTheEdge = arguments.Flag("inclusive");
        return Compare(ts, arguments.Text("oldest")) is null or > 0 || (atTheEdge && Compare(ts, arguments.Text("oldest")) == 0)
            ? Compare(ts, arguments.Text("latest")) is null or < 0 || (atTheEdge && Compare(ts, arguments.Text("latest")) == 0)
            : false;
    }

    private static int? Compare(string ts, string? edge) =>
        edge is null ? null
        : decimal.TryParse(edge, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var at)
            ? decimal.Parse(ts, CultureInfo.InvariantCulture).CompareTo(at)
            : throw new SlackRefusal("invalid_ts_oldest");
}
