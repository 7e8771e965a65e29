using System.Globalization;
using System.Text.Json.Nodes;
using JitBot.Core.Chat;
using JitBot.Engine;
using static JitBot.Chat.Slack.SlackBlockKit;

namespace JitBot.Chat.Slack;

/// <summary>Draws the Home tab (https://docs.slack.dev/reference/views/home-tab-views). Pure.</summary>
internal static class SlackHome
{
    /// <summary>How the type of a view says that it is a Home tab.</summary>
    public const string Type = "home";

    /// <summary>The tab: what waits for its owner, what they have, and what they may want. <paramref name="owner"/> is their user id.</summary>
    public static JsonObject Draw(HomeView home, string owner) => View(owner, [
        Named("ask", Actions([
            Button(SlackVerbs.OpenForm, "Ask for access", SlackForm.DraftText(AskDraft.Empty), "primary"),
            .. home.HasGlass ? [Button(SlackVerbs.BreakGlass, "🚨 Emergency", "-", "danger")] : Array.Empty<JsonObject>(),
        ])),
        .. ToDecide(home),
        .. Mine(home),
        .. Again(home),
        Context("This page is brought up to date whenever something on it changes. Requests that a group decides are listed if you were seen in "
            + "the group when you last opened this tab; those of a group whose directory was slow then may be missing."),
    ]);

    /// <summary>The tab of an account that can neither ask nor decide.</summary>
    public static JsonObject Closed(string why, string owner) => View(owner, [RichText(Section(OurSentence(why)))]);

    private static JsonObject View(string owner, JsonArray blocks) => new()
    {
        ["type"] = Type,
        ["callback_id"] = SlackVerbs.Home,
        ["private_metadata"] = owner,
        ["blocks"] = blocks,
    };

    private static IEnumerable<JsonNode> ToDecide(HomeView home)
    {
        if (home.ToDecide.Count == 0)
            yield break;
        yield return Header("Waiting for you");
        foreach (var view in home.ToDecide)
        {
            var asks = view.AskedBy is { } by
                ? Words.Of($"{new Word.Strong(Name(by))} asks for {new Word.Strong(Name(view.Entitlement))} for {view.Length}, for {new Word.Strong(Name(view.Requester))}. ")
                : Words.Of($"{new Word.Strong(Name(view.Requester))} asks for {new Word.Strong(Name(view.Entitlement))} for {view.Length}. ");
            var reason = Quote(Run(SlackText.Lines(view.Justification, SlackLimits.HomeText)));
            yield return RichText(Section([.. Sentence(asks), .. Sentence(view.Status, SlackLimits.HomeText)]), reason);
            yield return Named($"decide-{view.Id}", SlackCards.Deciding(view));
        }

        if (home.HasMoreToDecide)
            yield return Context("There are more; they come up here when these are decided. Each has its card, too.");
    }

    private static IEnumerable<JsonNode> Mine(HomeView home)
    {
        yield return Header("Yours");
        if (home.Mine.Count == 0)
            yield return RichText(Section(Run("You have nothing in force and nothing is waiting.")));
        foreach (var (view, endsAt) in home.Mine)
        {
            var left = endsAt is { } end ? [Run(" It ends "), Ago(end), Run(".")] : Array.Empty<JsonObject>();
            yield return RichText(Section([
                Run(CardWords.Title(view.Phase)), Run(": "), Run(Name(view.Entitlement), "bold"), Run($", {Spans.InWords(view.Length)}. "),
                .. Sentence(view.Status, SlackLimits.HomeText), .. left]));
            if (Todo(view) is { } todo)
                yield return Named($"mine-{view.Id}", Actions([todo, .. SlackCards.Escalating(view)]));
        }

        if (home.HasMoreOfMine)
            yield return Context("There are older ones: type /jit status to see them all.");
    }

    private static JsonObject? Todo(RequestView view) => view.Phase switch
    {
        Phase.Granting or Phase.Active => Button(SlackVerbs.Return, "Give it back", view.Handle),
        Phase.Pending or Phase.Preparing => Button(SlackVerbs.Withdraw, "Withdraw", view.Handle),
        _ => null,
    };

    private static IEnumerable<JsonNode> Again(HomeView home)
    {
        if (home.Again.Count == 0)
            yield break;
        yield return Header("Ask again");
        foreach (var (id, name, length) in home.Again)
        {
            yield return new JsonObject
            {
                ["type"] = "section",
                ["text"] = PlainText($"{Name(name)}, {Spans.InWords(length)}", SlackLimits.HomeText),
                ["accessory"] = Button(SlackVerbs.OpenForm, "Ask", string.Create(CultureInfo.InvariantCulture, $"{id} {length:c}")),
            };
        }
    }

    private static JsonObject Named(string id, JsonObject block)
    {
        block["block_id"] = id;
        return block;
    }

    private static string Name(string name) => SlackText.Line(name, SlackLimits.Name);
}
