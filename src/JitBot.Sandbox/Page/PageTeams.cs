using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Teams;

namespace JitBot.Sandbox.Page;

/// <summary>Where one person can read in Teams, and what they see there: the cards' own JSON, each in the version that is this person's.</summary>
internal sealed class PageTeams(TeamsLookAlike teams, string handle)
{
    /// <summary>More than anybody scrolls through; a page that plays for hours stays quick.</summary>
    private const int MostMessages = 200;

    private readonly TeamsPerson _person = teams.Organisation.Person(handle);

    /// <summary>The channels and the chat with the bot, in the order in which they are offered. Whoever does not have the app has no chat with it.</summary>
    public IReadOnlyList<TeamsPlace> Places =>
    [
        .. teams.Organisation.Places.Where(place => place.Kind != TeamsPlaceKind.Personal && place.Members.Contains(_person.Id))
            .OrderBy(place => place.Id == place.TeamId).ThenBy(place => place.Name, StringComparer.Ordinal),
        .. _person.HasApp ? (IEnumerable<TeamsPlace>)[teams.Organisation.Personal(_person)] : [],
    ];

    public JsonArray DescribePlaces() => [.. Places.Select(place => new JsonObject
    {
        ["id"] = place.Id,
        ["name"] = place.Kind == TeamsPlaceKind.Personal ? teams.Organisation.App.Name : place.Name,
        ["kind"] = place.Kind == TeamsPlaceKind.Personal ? "direct" : "channel",
    })];

    public JsonArray DescribeMessages(TeamsPlace place) => [.. teams.Organisation.Messages.In(place).TakeLast(MostMessages).Select(message => Describe(place, message))];

    /// <summary>The form in front of the person, or null.</summary>
    public JsonObject? DescribeForm() => teams.Dialog(handle).Open is { } form
        ? new JsonObject { ["title"] = form.Title, ["card"] = Numbered(form.Card) }
        : null;

    private JsonObject Describe(TeamsPlace place, TeamsMessage message)
    {
        var card = message.CardFor(_person.Id);
        return new JsonObject
        {
            ["id"] = message.Id,
            ["root"] = message.IsReply ? message.RootId : null,
            ["from"] = message.AuthorId,
            ["bot"] = message.IsFromBot,
            ["text"] = message.MentionsBot ? $"@{teams.Organisation.App.Name} {message.Text}" : message.Text,
            ["version"] = message.Version,
            ["card"] = card is null ? null : Numbered(card),
            ["own"] = message.Views.ContainsKey(_person.Id),
            ["fetches"] = card is not null && teams.Cards(handle).FetchesOwn(message),
            ["summary"] = (string?)message.Activity?["summary"],
            ["heard"] = message.IsFromBot && !message.IsReply && place.Kind == TeamsPlaceKind.Channel,
            ["reactions"] = new JsonArray([.. message.Reactions.GroupBy(reaction => reaction.Type).Select(Describe)]),
        };
    }

    private static JsonObject Describe(IGrouping<string, TeamsGivenReaction> given) => new()
    {
        ["name"] = given.Key,
        ["users"] = new JsonArray([.. given.Select(reaction => (JsonNode)reaction.PersonId)]),
    };

    /// <summary>The card with the place of each action in it: several may be called the same.</summary>
    private static JsonObject Numbered(JsonObject card)
    {
        var copy = (JsonObject)card.DeepClone();
        foreach (var (place, action) in CardReading.Actions(copy).ToArray().Index())
            action["place"] = place;
        return copy;
    }
}
