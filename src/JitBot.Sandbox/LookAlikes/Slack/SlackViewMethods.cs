using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// views.open, push and update (https://docs.slack.dev/reference/methods/views.open), and the same done by an answer to a submission.
/// </summary>
internal sealed class SlackViewMethods(SlackWorkspace workspace, SlackTriggers triggers)
{
    public IEnumerable<SlackMethod> All =>
    [
        Writing("views.open", Open),
        Writing("views.push", Push),
        Writing("views.update", Update),
    ];

    private static SlackMethod Writing(string name, Func<SlackArguments, JsonObject> run) =>
        new(name, run) { Writes = true, TakesJson = true };

    private JsonObject Open(SlackArguments arguments)
    {
        var payload = Checked(arguments.Json<JsonObject>("view", "invalid_arguments"), updating: null);
        var owner = triggers.Exchange(arguments.Required("trigger_id"));
        workspace.Views.CloseAll(owner);
        return Told(Pushed(payload, owner));
    }

    private JsonObject Push(SlackArguments arguments)
    {
        var payload = Checked(arguments.Json<JsonObject>("view", "invalid_arguments"), updating: null);
        return Told(Pushed(payload, triggers.Exchange(arguments.Required("trigger_id"))));
    }

    private JsonObject Update(SlackArguments arguments)
    {
        var view = Find(arguments) ?? throw new SlackRefusal("not_found");
        var payload = Checked(arguments.Json<JsonObject>("view", "invalid_arguments"), view);
        if (arguments.Text("hash") is { } hash && hash != view.Hash)
            throw new SlackRefusal("hash_conflict");
        return Told(Updated(view, payload));
    }

    /// <summary>Refuses a view that is malformed, too large or whose external_id is taken.</summary>
    public JsonObject Checked(JsonObject? payload, SlackView? updating)
    {
        if (payload is null)
            throw new SlackRefusal("invalid_arguments", "missing required field: view");
        if (SlackViewRules.IsTooLarge(payload))
            throw new SlackRefusal("view_too_large");
        var found = SlackViewRules.CheckModal(payload);
        if (found.Any)
            throw new SlackRefusal("invalid_arguments", found.Messages);
        var other = (string?)payload["external_id"] is { Length: > 0 } id ? workspace.Views.FindExternal(id) : null;
        if (other is not null && other.Id != updating?.Id)
            throw new SlackRefusal("duplicate_external_id");
        return payload;
    }

    /// <summary>Puts a checked view on top of a person's stack.</summary>
    public SlackView Pushed(JsonObject payload, string ownerId)
    {
        var stack = workspace.Views.Of(ownerId);
        if (stack.Count >= SlackLimits.ViewStack)
            throw new SlackRefusal("push_limit_reached");
        var id = workspace.Numbers.Next("V");
        var settled = SlackBlocks.Settled(payload, workspace.Numbers);
        var view = new SlackView(id, workspace.Numbers.NextHash(), ownerId, settled, SlackViewState.Of((JsonArray)settled["blocks"]!))
        {
            RootId = stack.Count == 0 ? id : stack[0].RootId,
            PreviousId = stack.Count == 0 ? null : stack[^1].Id,
        };
        workspace.Views.Push(view);
        return view;
    }

    /// <summary>Puts a checked view in the place of an open one.</summary>
    public SlackView Updated(SlackView view, JsonObject payload)
    {
        var settled = SlackBlocks.Settled(payload, workspace.Numbers);
        var updated = view with
        {
            Hash = workspace.Numbers.NextHash(),
            Payload = settled,
            Values = SlackViewState.Of((JsonArray)settled["blocks"]!, view.Values),
            Errors = view.Errors.Clear(),
        };
        workspace.Views.Replace(updated);
        return updated;
    }

    private SlackView? Find(SlackArguments arguments) =>
        arguments.Text("view_id") is { } id ? workspace.Views.Find(id)
        : arguments.Text("external_id") is { } external ? workspace.Views.FindExternal(external)
        : throw new SlackRefusal("invalid_arguments", "missing required field: view_id");

    private JsonObject Told(SlackView view) => new() { ["view"] = view.ToJson(workspace.App) };
}
