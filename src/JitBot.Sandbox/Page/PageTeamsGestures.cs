using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Teams;

namespace JitBot.Sandbox.Page;

/// <summary>What people do in Teams. It goes out through the look-alike's gestures, with a token, and the answer says what Teams would say.</summary>
internal static class PageTeamsGestures
{
    /// <summary>The command of the message extension that opens the form.</summary>
    private const string RequestCommand = "request";

    /// <summary>The word for a bot that took longer than Teams waits.</summary>
    private const string TimedOut = "teams_timeout";

    /// <summary>The word for a bot that could not be reached, or did not take it.</summary>
    private const string NotReached = "teams_failed";

    /// <summary>Outside the chat with the bot, it hears what begins with its name. Nobody is told when it did not: Teams does not say.</summary>
    public static async Task<JsonObject> SayAsync(PageDeed deed)
    {
        var (place, text) = (deed.TeamsPlace, deed.Text("text"));
        var name = $"@{deed.Teams.Organisation.App.Name} ";
        var isMentioned = place.Kind != TeamsPlaceKind.Personal && text.StartsWith(name, StringComparison.OrdinalIgnoreCase);
        var said = await deed.Teams.Person(deed.Who.Handle).SayAsync(isMentioned ? text[name.Length..] : text, place, mentionsBot: isMentioned);
        return said is null ? [] : Outcome(said);
    }

    public static Task<JsonObject> PressAsync(PageDeed deed) => ToldAsync(deed, () =>
        deed.Teams.Cards(deed.Who.Handle).PressAsync(deed.TeamsMessage, deed.Index("action"), deed.Text("title"), deed.Values.ToDictionary()));

    /// <summary>The client fetches the card that is this person's; if it gets none, everybody's stays.</summary>
    public static async Task<JsonObject> LookAsync(PageDeed deed)
    {
        await deed.Teams.Cards(deed.Who.Handle).LookAsync(deed.TeamsMessage);
        return [];
    }

    /// <summary>Gives the reaction, or takes it back if the person has given it.</summary>
    public static async Task<JsonObject> ReactAsync(PageDeed deed)
    {
        var (person, message, type) = (deed.Teams.Person(deed.Who.Handle), deed.TeamsMessage, deed.Text("emoji"));
        var isGiven = message.Reactions.Contains(new TeamsGivenReaction(type, person.Who.Id));
        await (isGiven ? person.UnreactAsync(message, type) : person.ReactAsync(message, type));
        return [];
    }

    /// <summary>Opens the form from the box where messages are written.</summary>
    public static Task<JsonObject> OpenFormAsync(PageDeed deed) =>
        ToldAsync(deed, () => deed.Teams.Dialog(deed.Who.Handle).OpenCommandAsync(RequestCommand, deed.TeamsPlace));

    public static async Task<JsonObject> TypeAheadAsync(PageDeed deed)
    {
        var offered = await deed.Teams.Dialog(deed.Who.Handle).OfferAsync(deed.Text("input"), deed.Optional("typed") ?? "");
        return new JsonObject
        {
            ["options"] = new JsonArray([.. offered.Select(choice => new JsonObject { ["text"] = choice.Title, ["value"] = choice.Value })]),
        };
    }

    public static Task<JsonObject> SubmitAsync(PageDeed deed) => ToldAsync(deed, () =>
    {
        var dialog = deed.Teams.Dialog(deed.Who.Handle);
        foreach (var (input, value) in deed.Values)
            dialog.Fill(input, value);
        return dialog.SubmitAsync(deed.Text("title"));
    });

    public static Task<JsonObject> CloseAsync(PageDeed deed)
    {
        deed.Teams.Dialog(deed.Who.Handle).Close();
        deed.House.Pulse.Ring();
        return Task.FromResult(new JsonObject());
    }

    /// <summary>Does it, and gives back what was shown to the person for a moment. A form opens and closes without a change to the organisation.</summary>
    private static async Task<JsonObject> ToldAsync(PageDeed deed, Func<Task<TeamsAnswer>> act)
    {
        var person = deed.Teams.Person(deed.Who.Handle);
        var before = person.Told.Count;
        var outcome = Outcome(await act());
        deed.House.Pulse.Ring();
        if (person.Told.Skip(before).LastOrDefault() is { } told)
            outcome["told"] = told;
        return outcome;
    }

    private static JsonObject Outcome(TeamsAnswer answer) =>
        answer.IsTaken ? [] : new JsonObject { ["problem"] = answer.TimedOut ? TimedOut : NotReached };
}
