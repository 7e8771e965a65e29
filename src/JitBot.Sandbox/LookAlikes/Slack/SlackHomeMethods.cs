using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// views.publish (https://docs.slack.dev/reference/methods/views.publish): it needs no scope, but the Home tab must be on. How it refuses
/// a person it does not know was seen by others (https://github.com/slackapi/bolt-python/issues/954).
/// </summary>
internal sealed class SlackHomeMethods(SlackWorkspace workspace)
{
    public IEnumerable<SlackMethod> All => [new("views.publish", Publish) { Writes = true, TakesJson = true }];

    private JsonObject Publish(SlackArguments arguments)
    {
        var owner = arguments.Required("user_id");
        var payload = Checked(arguments.Json<JsonObject>("view", "invalid_arguments"));
        if (!workspace.App.HasHomeTab)
            throw new SlackRefusal("not_enabled");
        if (workspace.FindPerson(owner) is not { IsBot: false, IsStranger: false } person || person.Id != owner)
            throw new SlackRefusal("invalid_arguments", "invalid `user_id`");
        if ((string?)payload["external_id"] is { Length: > 0 } external && IsTaken(external, owner))
            throw new SlackRefusal("duplicate_external_id");
        var before = workspace.Homes.Of(owner);
        if (arguments.Text("hash") is { } hash && hash != before?.Hash)
            throw new SlackRefusal("hash_conflict");
        return new JsonObject { ["view"] = Published(owner, payload, before).ToJson(workspace.App) };
    }

    private static JsonObject Checked(JsonObject? payload)
    {
        if (payload is null)
            throw new SlackRefusal("invalid_arguments", "missing required field: view");
        if (SlackViewRules.IsTooLarge(payload))
            throw new SlackRefusal("view_too_large");
        var found = SlackViewRules.CheckHome(payload);
        return found.Any ? throw new SlackRefusal("invalid_arguments", found.Messages) : payload;
    }

    private bool IsTaken(string external, string owner) =>
        workspace.Views.FindExternal(external) is not null
        || workspace.Homes.All.Any(home => home.ExternalId == external && home.OwnerId != owner);

    // The Home tab keeps its id; what is published next takes its place.
    private SlackView Published(string owner, JsonObject payload, SlackView? before)
    {
        var settled = SlackBlocks.Settled(payload, workspace.Numbers);
        var id = before?.Id ?? workspace.Numbers.Next("V");
        var values = SlackViewState.Of((JsonArray)settled["blocks"]!, before?.Values);
        var view = new SlackView(id, workspace.Numbers.NextHash(), owner, settled, values) { RootId = id };
        workspace.Homes.Put(view);
        return view;
    }
}
