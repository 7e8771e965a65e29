using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>A form that is open: the card in it, where it was opened, and the command of the message extension, if it was one.</summary>
internal sealed record TeamsOpenForm(string Title, JsonObject Card, TeamsPlace Place, TeamsMessage? On, string? CommandId);

/// <summary>One of the choices that the bot offers while somebody types.</summary>
internal sealed record TeamsChoice(string Title, string Value);

/// <summary>
/// The form in front of one person: task modules and the message extension
/// (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots).
/// </summary>
internal sealed class TeamsDialog(TeamsOrganisation organisation, TeamsDeliveries deliveries, TeamsActivities activities, string personId)
{
    /// <summary>The people of the organisation (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker).</summary>
    private const string Everybody = "graph.microsoft.com/users";

    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);

    /// <summary>What is open; null if nothing is.</summary>
    public TeamsOpenForm? Open { get; private set; }

    private TeamsPerson Who => organisation.Person(personId);

    private TeamsOpenForm InFront => Open ?? throw new InvalidOperationException($"{Who.Handle} has no form open.");

    /// <summary>Opens the form of a command of the message extension, from the box where messages are written.</summary>
    public async Task<TeamsAnswer> OpenCommandAsync(string commandId, TeamsPlace? place = null)
    {
        var where = place ?? organisation.Personal(Who);
        var answer = await deliveries.SendAsync(activities.Invoke("composeExtension/fetchTask", Who, where, Command(commandId)));
        Show(answer, where, on: null, commandId);
        return answer;
    }

    /// <summary>Opens the form that an action of a card fetches.</summary>
    public async Task<TeamsAnswer> FetchAsync(TeamsMessage on, JsonObject data)
    {
        var place = organisation.Place(on.PlaceId);
        var answer = await deliveries.SendAsync(activities.Invoke("task/fetch", Who, place, new JsonObject { ["data"] = data, ["context"] = Theme() }, on));
        Show(answer, place, on, commandId: null);
        return answer;
    }

    /// <summary>Fills an input.</summary>
    public TeamsDialog Fill(string inputId, string value)
    {
        CardReading.Input(InFront.Card, inputId);
        _typed[inputId] = value;
        return this;
    }

    /// <summary>Presses the action with this id or title; the form stays, changes or closes as the answer says.</summary>
    public async Task<TeamsAnswer> SubmitAsync(string action)
    {
        var form = InFront;
        var pressed = CardReading.Action(form.Card, action);
        if ((string?)pressed["type"] != "Action.Submit")
            throw new InvalidOperationException($"In a form only Action.Submit is sent, not {(string?)pressed["type"]}.");
        var data = CardForm.Gather(form.Card, pressed, _typed);
        var value = form.CommandId is null ? [] : Command(form.CommandId);
        (value["data"], value["context"]) = (data, Theme());
        var name = form.CommandId is null ? "task/submit" : "composeExtension/submitAction";
        var answer = await deliveries.SendAsync(activities.Invoke(name, Who, form.Place, value, form.On));
        Show(answer, form.Place, form.On, form.CommandId);
        return answer;
    }

    /// <summary>Closes the form; the bot is not told.</summary>
    public void Close()
    {
        Open = null;
        _typed.Clear();
    }

    /// <summary>Types into a choice of the form that is searched by the bot; what it offers, at most fifteen.</summary>
    public Task<IReadOnlyList<string>> SearchAsync(string inputId, string typed) => SearchAsync(InFront.Card, InFront.Place, inputId, typed, InFront.On);

    /// <summary>The same with the words that are shown.</summary>
    public Task<IReadOnlyList<TeamsChoice>> OfferAsync(string inputId, string typed) => OfferAsync(InFront.Card, InFront.Place, inputId, typed, InFront.On);

    /// <summary>The same on any card (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search).</summary>
    public async Task<IReadOnlyList<string>> SearchAsync(JsonObject card, TeamsPlace place, string inputId, string typed, TeamsMessage? on) =>
        [.. (await OfferAsync(card, place, inputId, typed, on)).Select(choice => choice.Value)];

    private async Task<IReadOnlyList<TeamsChoice>> OfferAsync(JsonObject card, TeamsPlace place, string inputId, string typed, TeamsMessage? on)
    {
        var query = CardReading.Input(card, inputId)["choices.data"] ?? throw new InvalidOperationException($"{inputId} is not searched by the bot.");
        if ((string?)query["dataset"] == Everybody)
            return FindPeople(typed);
        var value = new JsonObject
        {
            ["queryText"] = typed,
            ["queryOptions"] = new JsonObject { ["skip"] = 0, ["top"] = TeamsServiceLimits.TypeaheadOptions },
            ["dataset"] = (string?)query["dataset"],
        };
        if ((string?)query["associatedInputs"] == "auto")
            value["data"] = new JsonObject(_typed.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        var answer = await deliveries.SendAsync(activities.Invoke("application/search", Who, place, value, on));
        var offered = answer.Json?["value"]?["results"] as JsonArray;
        var isRight = (string?)answer.Json?["type"] == "application/vnd.microsoft.search.searchResponse"
            && offered?.All(option => option?["title"] is not null && option["value"] is not null) == true;
        if (isRight)
            return [.. offered!.Take(TeamsServiceLimits.TypeaheadOptions).Select(option => new TeamsChoice((string)option!["title"]!, (string)option["value"]!))];
        organisation.Complain($"{Who.Handle} was offered nothing: {answer.Status} {answer.Body}");
        return [];
    }

    /// <summary>Teams finds members of the organisation by itself, and the bot is not asked.</summary>
    private IReadOnlyList<TeamsChoice> FindPeople(string typed) =>
    [
        .. organisation.People.Where(person => person is { ObjectId: not null, Role: "user" } && person.TenantId == organisation.App.TenantId
                && person.Name.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .Take(TeamsServiceLimits.TypeaheadOptions).Select(person => new TeamsChoice(person.Name, person.ObjectId!)),
    ];

    private static JsonObject Theme() => new() { ["theme"] = "default" };

    private JsonObject Command(string commandId) => new()
    {
        ["commandId"] = commandId,
        ["commandContext"] = "compose",
        ["requestId"] = organisation.Numbers.NextRequest(),
        ["context"] = Theme(),
    };

    /// <summary>An empty answer closes the form, words close it and are shown, a card replaces what is in it.</summary>
    private void Show(TeamsAnswer answer, TeamsPlace place, TeamsMessage? on, string? commandId)
    {
        Close();
        var task = answer.Json?["task"];
        if (!answer.IsTaken || (answer.Body.Length > 0 && task is null && answer.Json is not { Count: 0 } && answer.Json?["composeExtension"] is null))
            organisation.Complain($"{Who.Handle} saw: Something went wrong. ({answer.Status} {answer.Body})");
        else if ((string?)task?["type"] == "message")
            organisation.Tell(personId, task["value"]?.ToString() ?? "");
        else if ((string?)task?["type"] == "continue")
            ShowCard(task["value"], place, on, commandId);
    }

    private void ShowCard(JsonNode? shown, TeamsPlace place, TeamsMessage? on, string? commandId)
    {
        var card = (string?)shown?["card"]?["contentType"] == TeamsMessage.CardType ? shown["card"]!["content"] as JsonObject : null;
        var faults = card is null ? ["there is no card in it"] : AdaptiveCardRules.Check(card).Messages;
        if (faults.Count > 0)
            organisation.Complain($"{Who.Handle} saw an empty form: {string.Join("; ", faults)}");
        else
            Open = new TeamsOpenForm((string?)shown!["title"] ?? "", (JsonObject)card!.DeepClone(), place, on, commandId);
    }
}
