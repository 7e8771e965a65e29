using System.Globalization;
using System.Text.Json.Nodes;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using static JitBot.Chat.Slack.SlackBlockKit;

namespace JitBot.Chat.Slack;

/// <summary>Draws the answers to the verbs that only read. Pure.</summary>
internal static class SlackLists
{
    /// <summary>What there is to ask for.</summary>
    public static SlackPost Catalogue(IReadOnlyList<Entitlement> entitlements)
    {
        var rows = entitlements.Take(SlackLimits.Rows).Select(each => (JsonNode)RichText(Section(
            Run(Name(each.Name), "bold"),
            Run("  "),
            Run(Name(each.Id), "code"),
            Run($"\n{SlackText.Line(each.Description, SlackLimits.Sentence)}"))));
        return List(
            entitlements.Count == 0 ? "There is nothing to ask for yet." : "What you can ask for with `/jit request`:",
            rows,
            entitlements.Count - SlackLimits.Rows,
            "more; type a part of the name in the form to find them.");
    }

    /// <summary>Somebody's own requests, with what they can do about each.</summary>
    public static SlackPost Mine(IReadOnlyList<RequestView> requests, string heading, string whenNone)
    {
        var rows = requests.Take(SlackLimits.Rows).SelectMany(Row);
        return List(requests.Count == 0 ? whenNone : heading, rows, requests.Count - SlackLimits.Rows, "older ones.");
    }

    /// <summary>Who has it now, and who can approve.</summary>
    public static SlackPost Holders(Entitlement entitlement, IReadOnlyList<RequestView> holders, IReadOnlyList<string> approvers)
    {
        var rows = holders.Take(SlackLimits.Rows)
            .Select(each => (JsonNode)RichText(Section([Run(Name(each.Requester), "bold"), Run(": "), .. Sentence(each.Status)])))
            .Append(Context($"Who can approve: {SlackCards.Names(approvers)}."));
        var heading = holders.Count == 0
            ? Words.Of($"Nobody has {new Word.Strong(Name(entitlement.Name))} through JitBot now.")
            : Words.Of($"Who has {new Word.Strong(Name(entitlement.Name))} through JitBot now:");
        return With(SlackCards.Plain(heading), rows, holders.Count - SlackLimits.Rows, "more.");
    }

    /// <summary>The verbs.</summary>
    public static SlackPost Help() => SlackCards.Ours(
        "`/jit request` opens the form; `/jit request prod-db 2h fixing INC-123` asks at once.\n"
        + "`/jit list` shows what there is to ask for.\n"
        + "`/jit mine` shows your requests, `/jit status` those that are not over.\n"
        + "`/jit who prod-db` shows who has something now, and who can approve it.\n"
        + "`/jit return` gives access back before its time.\n"
        + "Approvers decide with the buttons or with a check mark or a cross on the card.");

    private static IEnumerable<JsonNode> Row(RequestView view)
    {
        yield return RichText(Section([
            Run(SlackCards.Title(view.Phase)),
            Run(": "),
            Run(Name(view.Entitlement), "bold"),
            Run($", {Spans.InWords(view.Length)}. "),
            .. Sentence(view.Status),
        ]));
        if (view.Phase == Phase.Active)
            yield return Actions(Button(SlackVerbs.Return, "Give it back", view.Handle));
        if (view.Phase is Phase.Pending or Phase.Preparing)
            yield return Actions(Button(SlackVerbs.Withdraw, "Withdraw", view.Handle));
    }

    private static SlackPost List(string heading, IEnumerable<JsonNode> rows, int left, string more) =>
        With(SlackCards.Ours(heading), rows, left, more);

    private static SlackPost With(SlackPost post, IEnumerable<JsonNode> rows, int left, string more)
    {
        foreach (var row in rows)
            post.Blocks.Add(row);
        if (left > 0)
            post.Blocks.Add(Context(string.Create(CultureInfo.InvariantCulture, $"And {left} {more}")));
        return post;
    }

    private static string Name(string name) => SlackText.Line(name, SlackLimits.Name);
}
