using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>What one person does in the modal in front of them: fills in, picks, types ahead, submits, closes.</summary>
internal sealed class SlackModalGestures(
    SlackWorkspace workspace, SlackSender sender, SlackPayloads payloads, SlackViewMethods views, string personId)
{
    private const string Interactions = "/slack/interactions";

    private readonly Dictionary<string, IReadOnlyList<JsonObject>> _offered = new(StringComparer.Ordinal);

    /// <summary>The modal on top.</summary>
    public SlackView Top => workspace.Views.Top(personId) ?? throw new InvalidOperationException($"{Who.Handle} has no modal open.");

    /// <summary>Whether there is one.</summary>
    public bool IsOpen => workspace.Views.Top(personId) is not null;

    private SlackPerson Who => workspace.Person(personId);

    /// <summary>Clicks a button in the modal.</summary>
    public Task<SlackReply> ClickAsync(string actionId)
    {
        var touched = SlackTouch.Find(Top.Blocks, actionId);
        return TellAsync(touched, SlackViewState.Held(Top.Values, touched));
    }

    /// <summary>Fills in or picks; the app hears of it at once only where Slack tells it at once.</summary>
    public async Task<SlackReply?> FillAsync(string actionId, string value)
    {
        var (touched, held) = workspace.Gate.Change(() => Hold(actionId, value));
        return touched.TellsAtOnce ? await TellAsync(touched, held) : null;
    }

    /// <summary>Types into a menu whose options the app supplies; what it offers can then be picked.</summary>
    public async Task<IReadOnlyList<SlackOption>> TypeAheadAsync(string actionId, string typed)
    {
        var menu = SlackTouch.Find(Top.Blocks, actionId);
        if (menu.Type != "external_select")
            throw new InvalidOperationException($"{actionId} is a {menu.Type}: nothing is typed ahead there.");
        var payload = payloads.Suggestion(Who, Top, menu, typed);
        var reply = await sender.SendAsync(SlackDelivery.Form("/slack/options", [new("payload", payload.ToJsonString())]));
        var offered = Offered(reply);
        _offered[menu.ActionId] = offered;
        return [.. offered.Select(option => new SlackOption((string)option["text"]!["text"]!, (string)option["value"]!))];
    }

    /// <summary>Fills in and submits; <paramref name="unchecked"/> sends what an honest client would not.</summary>
    public async Task<SlackReply> SubmitAsync(IEnumerable<KeyValuePair<string, string>>? values = null, bool @unchecked = false)
    {
        foreach (var (actionId, value) in values ?? [])
            await FillAsync(actionId, value);
        var view = Top;
        if (!@unchecked && SlackClientRules.WhyNotSubmitted(view) is { } why)
            throw new InvalidOperationException($"The client does not send this modal: {why}.");
        var reply = await sender.SendAsync(Interaction(payloads.ViewSubmission(Who, view)));
        new SlackSubmissionAnswer(workspace, views).Obey(reply, view);
        return reply;
    }

    /// <summary>Closes the modal on top; the app hears of it if the view asks for that.</summary>
    public async Task<SlackReply?> CloseAsync(bool all = false)
    {
        var view = Top;
        if (all)
            workspace.Views.CloseAll(personId);
        else
            workspace.Views.Close(view);
        return view.NotifiesOnClose ? await sender.SendAsync(Interaction(payloads.ViewClosed(Who, view, all))) : null;
    }

    private (SlackTouchable Touched, JsonNode? Held) Hold(string actionId, string value)
    {
        var view = Top;
        var touched = SlackTouch.Find(view.Blocks, actionId);
        var held = Meant(touched, value);
        workspace.Views.Replace(view with { Values = SlackViewState.With(view.Values, touched, held) });
        return (touched, held);
    }

    private Task<SlackReply> TellAsync(SlackTouchable touched, JsonNode? held) => sender.SendAsync(
        Interaction(payloads.BlockActions(Who, Top, SlackTouch.Action(touched, held, workspace.Numbers.NextTs()))));

    private JsonNode? Meant(SlackTouchable touched, string value) => touched.Type switch
    {
        "external_select" => Offered(touched.ActionId, value),
        "static_select" or "radio_buttons" => SlackTouch.Picked(touched, value),
        "checkboxes" or "multi_static_select" => new JsonArray(
            [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(each => SlackTouch.Picked(touched, each)!.DeepClone())]),
        "plain_text_input" or "users_select" when value.Length == 0 => null,
        _ => value,
    };

    private JsonObject Offered(string actionId, string value)
    {
        var offered = _offered.GetValueOrDefault(actionId) ?? [];
        return offered.FirstOrDefault(option => (string?)option["value"] == value)
            ?? offered.FirstOrDefault(option => (string?)option["text"]?["text"] == value)
            ?? throw new InvalidOperationException($"{value} was not offered for {actionId}: type ahead first.");
    }

    private JsonObject[] Offered(SlackReply reply)
    {
        var found = new SlackFindings();
        SlackCompositionRules.Suggestions.Check(reply.Json ?? [], "", found);
        if (!reply.IsAcknowledged || found.Any)
        {
            workspace.Complain($"The options were not shown: {reply.Failure} {string.Join("; ", found.Messages)}");
            return [];
        }

        return [.. SlackCompositionRules.Flattened(reply.Json!).Select(option => (JsonObject)option.DeepClone())];
    }

    private static SlackDelivery Interaction(JsonObject payload) =>
        SlackDelivery.Form(Interactions, [new("payload", payload.ToJsonString())]);
}
