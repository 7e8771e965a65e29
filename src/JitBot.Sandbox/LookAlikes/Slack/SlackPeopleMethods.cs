using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Who is who: auth.test, users.*, usergroups.users.list, reactions.get (https://docs.slack.dev/reference/methods).</summary>
internal sealed class SlackPeopleMethods(SlackWorkspace workspace, SlackDoors doors)
{
    private SlackApp App => workspace.App;

    public IEnumerable<SlackMethod> All =>
    [
        new("auth.test", AuthTest) { Writes = true, TakesJson = true },
        new("users.info", Info) { Scopes = ["users:read"] },
        new("users.lookupByEmail", LookupByEmail) { Scopes = ["users:read.email"] },
        new("usergroups.users.list", UserGroup) { Scopes = ["usergroups:read"] },
        new("reactions.get", Reactions) { Scopes = ["reactions:read"] },
    ];

    private JsonObject AuthTest(SlackArguments arguments) => new()
    {
        ["url"] = $"https://{App.TeamDomain}.slack.com/",
        ["team"] = App.TeamName,
        ["user"] = App.BotName,
        ["team_id"] = App.TeamId,
        ["user_id"] = App.BotUserId,
        ["bot_id"] = App.BotId,
        ["is_enterprise_install"] = false,
    };

    private JsonObject Info(SlackArguments arguments)
    {
        var id = arguments.Text("user");
        var person = id is null ? null : workspace.FindPerson(id);
        return person is null || person.Id != id ? throw new SlackRefusal("user_not_found") : Told(person);
    }

    private JsonObject LookupByEmail(SlackArguments arguments)
    {
        var email = arguments.Text("email");
        var person = workspace.People.FirstOrDefault(person => !person.IsDeleted && !person.IsStranger && person.Email is not null
            && string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase));
        return person is null ? throw new SlackRefusal("users_not_found") : Told(person);
    }

    private JsonObject UserGroup(SlackArguments arguments)
    {
        var members = workspace.FindUserGroup(arguments.Required("usergroup")) ?? throw new SlackRefusal("no_such_subteam");
        var active = members.Where(id => arguments.Flag("include_disabled") || !workspace.Person(id).IsDeleted);
        return new JsonObject { ["users"] = new JsonArray([.. active.Select(id => (JsonNode)id)]) };
    }

    private JsonObject Reactions(SlackArguments arguments)
    {
        if (arguments.Text("channel") is not { } channelId || arguments.Text("timestamp") is not { } ts)
            throw new SlackRefusal("no_item_specified");
        var channel = doors.Visible(channelId);
        var message = workspace.Messages.Find(channel.Id, ts);
        if (message is null || message.IsEphemeral)
            throw new SlackRefusal("message_not_found");
        return new JsonObject { ["type"] = "message", ["channel"] = channel.Id, ["message"] = message.ToJson(App, wholeMetadata: false) };
    }

    private JsonObject Told(SlackPerson person) => new() { ["user"] = person.ToJson(App.Scopes.Contains("users:read.email"), workspace.Numbers.Now) };
}
