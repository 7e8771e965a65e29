using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>
/// What one person does to cards, and what their client does for them
/// (https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model).
/// </summary>
internal sealed class TeamsCardGestures(
    TeamsOrganisation organisation, TeamsDeliveries deliveries, TeamsActivities activities, TeamsDialog dialog, string personId)
{
    private TeamsPerson Who => organisation.Person(personId);

    /// <summary>
    /// Presses the action with this id, verb or title on the card as this person sees it in the version given, which may be an old one. An action that
    /// is executed is answered at once; one that is submitted is a message; one that fetches a task opens a form.
    /// </summary>
    public Task<TeamsAnswer> PressAsync(TeamsMessage message, string action, IReadOnlyDictionary<string, string>? typed = null)
    {
        var card = CardOf(message);
        return PressAsync(message, card, CardReading.Action(card, action), typed);
    }

    /// <summary>Presses the one of the card's actions that stands at this place, where several are called the same.</summary>
    public Task<TeamsAnswer> PressAsync(TeamsMessage message, int place, string title, IReadOnlyDictionary<string, string> typed)
    {
        var card = CardOf(message);
        return CardReading.Actions(card).ElementAtOrDefault(place) is { } pressed && (string?)pressed["title"] == title
            ? PressAsync(message, card, pressed, typed)
            : throw new InvalidOperationException($"'{title}' is no longer on this card.");
    }

    private Task<TeamsAnswer> PressAsync(TeamsMessage message, JsonObject card, JsonObject pressed, IReadOnlyDictionary<string, string>? typed)
    {
        var data = CardForm.Gather(card, pressed, typed ?? ImmutableDictionary<string, string>.Empty);
        return (string)pressed["type"]! switch
        {
            "Action.Execute" => ExecuteAsync(message, pressed, data, "manual"),
            "Action.Submit" => SubmitAsync(message, data),
            var other => throw new InvalidOperationException($"{other} is done by the client alone."),
        };
    }

    /// <summary>Presses what older clients show in place of an action: its fallback.</summary>
    public Task<TeamsAnswer> PressFallbackAsync(TeamsMessage message, string action)
    {
        var card = CardOf(message);
        var fallback = CardReading.Action(card, action)["fallback"] as JsonObject ?? throw new InvalidOperationException($"{action} has no fallback.");
        return SubmitAsync(message, CardForm.Gather(card, fallback, ImmutableDictionary<string, string>.Empty));
    }

    /// <summary>
    /// The client shows the card to this person and fetches their own, if the card asks for it and theirs is older than a minute; null if it does not.
    /// </summary>
    public async Task<TeamsAnswer?> LookAsync(TeamsMessage message)
    {
        var now = organisation.Messages.Newest(message);
        return RefreshDue(now) is { } refresh ? await RefreshAsync(now, refresh, "automatic") : null;
    }

    /// <summary>Whether a look at the message fetches this person's own card.</summary>
    public bool FetchesOwn(TeamsMessage message) => RefreshDue(organisation.Messages.Newest(message)) is not null;

    /// <summary>Chooses "Refresh" in the message's menu.</summary>
    public Task<TeamsAnswer> RefreshAsync(TeamsMessage message) =>
        RefreshAsync(message, (JsonObject)CardOf(organisation.Messages.Newest(message))["refresh"]!, "manual");

    /// <summary>Types into a choice that is searched by the bot; what it offers, at most fifteen.</summary>
    public Task<IReadOnlyList<string>> SearchAsync(TeamsMessage message, string inputId, string typed) =>
        dialog.SearchAsync(CardOf(message), organisation.Place(message.PlaceId), inputId, typed, message);

    private JsonObject CardOf(TeamsMessage message) => message.CardFor(personId) ?? throw new InvalidOperationException("There is no card on this message.");

    private JsonObject? RefreshDue(TeamsMessage now)
    {
        var isFresh = now.Views.TryGetValue(personId, out var view) && organisation.Numbers.Now < view.Since + TeamsServiceLimits.BetweenRefreshes;
        return !isFresh && now.CardFor(personId)?["refresh"] is JsonObject refresh && IsFor(refresh, organisation.Place(now.PlaceId)) ? refresh : null;
    }

    private bool IsFor(JsonObject refresh, TeamsPlace place) => refresh["userIds"] is JsonArray people
        ? people.Any(id => (string?)id == personId)
        : place.Members.Count <= TeamsServiceLimits.RefreshedPeople;

    private Task<TeamsAnswer> RefreshAsync(TeamsMessage message, JsonObject refresh, string trigger)
    {
        var action = (JsonObject)refresh["action"]!;
        return ExecuteAsync(message, action, action["data"] is JsonObject data ? (JsonObject)data.DeepClone() : [], trigger);
    }

    private async Task<TeamsAnswer> ExecuteAsync(TeamsMessage message, JsonObject action, JsonObject data, string trigger)
    {
        var value = new JsonObject
        {
            ["action"] = new JsonObject
            {
                ["type"] = "Action.Execute",
                ["id"] = (string?)action["id"] ?? "",
                ["verb"] = (string?)action["verb"],
                ["data"] = data,
            },
            ["trigger"] = trigger,
        };
        var answer = await deliveries.SendAsync(activities.Invoke("adaptiveCard/action", Who, organisation.Place(message.PlaceId), value, message));
        Show(message, answer);
        return answer;
    }

    private Task<TeamsAnswer> SubmitAsync(TeamsMessage message, JsonObject data) => (string?)data["msteams"]?["type"] switch
    {
        "task/fetch" => dialog.FetchAsync(message, data),
        "messageBack" => deliveries.SendAsync(activities.Submitted(Who, message, data["msteams"]!["value"]?.DeepClone() ?? data, (string?)data["msteams"]!["text"])),
        null => deliveries.SendAsync(activities.Submitted(Who, message, data)),
        var other => throw new InvalidOperationException($"This look-alike cannot do {other}."),
    };

    /// <summary>A card is for the one who asked; words are shown for a moment; anything else is an error on the client.</summary>
    private void Show(TeamsMessage message, TeamsAnswer answer)
    {
        var (status, type, value) = ((int?)answer.Json?["statusCode"], (string?)answer.Json?["type"], answer.Json?["value"]);
        if (answer.IsTaken && status == 200 && type == TeamsMessage.CardType && value is JsonObject card)
            ShowCard(message, card);
        else if (answer.IsTaken && status == 200 && type == "application/vnd.microsoft.activity.message")
            organisation.Tell(personId, value?.ToString() ?? "");
        else if (answer.IsTaken && status >= 400 && type == "application/vnd.microsoft.error")
            organisation.Tell(personId, (string?)value?["message"] ?? "");
        else
            organisation.Complain($"{Who.Handle} saw: Something went wrong. Please try again. ({answer.Status} {answer.Body})");
    }

    private void ShowCard(TeamsMessage message, JsonObject card)
    {
        if (AdaptiveCardRules.Check(card) is { Any: true } found)
            organisation.Complain($"{Who.Handle} saw nothing of a card: {string.Join("; ", found.Messages)}");
        else
            organisation.Messages.Alter(message, now => now with
            {
                Views = now.Views.SetItem(personId, new TeamsView((JsonObject)card.DeepClone(), organisation.Numbers.Now)),
            });
    }
}
