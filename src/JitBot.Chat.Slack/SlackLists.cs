using System.Globalization;
using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;
using static JitBot.Chat.Slack.SlackBlockKit;

namespace JitBot.Chat.Slack;

/// <summary>Draws the answers to the verbs that only read. Pure.</summary>
internal static class SlackLists
{
    /// <summary>The answer to a verb that only reads, or that words answer.</summary>
    public static SlackPost Of(TypedAnswer answer) => answer switch
    {
        TypedAnswer.Offered a => Under(a.First, Catalogue(a.Rows, a.Asked, a.IsEmpty)),
        TypedAnswer.Own a => Under(a.First, Mine(a.Rows, a.Heading, a.WhenNone, a.Verb)),
        TypedAnswer.Held a => Holders(a.Entitlement, a.Holders, a.Approvers),
        TypedAnswer.Said a => SlackCards.Plain(a.Words),
        TypedAnswer.Unanswered a => SlackCards.Ours(RefusalWords.For(a.Why)),
        _ => throw new InvalidOperationException($"An answer nobody knows: {answer.GetType().Name}."),
    };

    /// <summary>What there is to ask for, or what of it was looked for.</summary>
    public static SlackPost Catalogue(Page<Entitlement> entitlements, TypedPage asked, bool isEmpty)
    {
        var rows = entitlements.Rows.Select(each => (JsonNode)RichText(Section(
            Run(Name(each.Name), "bold"),
            Run("  "),
            Run(Name(each.Id), "code"),
            Run($"\n{SlackText.Line(each.Description, SlackLimits.Sentence)}"))));
        var heading = isEmpty ? "There is nothing that you may ask for yet."
            : entitlements.Rows.Count == 0 ? "Nothing is called that. `/jit list` shows all that you may ask for."
            : "What you can ask for with `/jit request`:";
        return With(SlackCards.Ours(heading), rows, entitlements, $"list {asked.Words}".TrimEnd());
    }

    /// <summary>Somebody's own requests, with what they can do about each; <paramref name="verb"/> brings the other pages.</summary>
    public static SlackPost Mine(Page<RequestView> requests, string heading, string whenNone, string verb) =>
        With(SlackCards.Ours(requests.Rows.Count == 0 ? whenNone : heading), requests.Rows.SelectMany(Row), requests, verb);

    /// <summary>Who has it now, and who can approve.</summary>
    public static SlackPost Holders(Entitlement entitlement, Page<RequestView> holders, IReadOnlyList<StageDeciders> approvers)
    {
        var rows = holders.Rows
            .Select(each => (JsonNode)RichText(Section([Run(Name(each.Requester), "bold"), Run(": "), .. Sentence(each.Status)])))
            .Append(Context(CardWords.WhoApproves(approvers, SlackCards.Names)));
        var heading = holders.Rows.Count == 0
            ? Words.Of($"Nobody has {new Word.Strong(Name(entitlement.Name))} through JitBot now.")
            : Words.Of($"Who has {new Word.Strong(Name(entitlement.Name))} through JitBot now:");
        return With(SlackCards.Plain(heading), rows, holders, $"who {entitlement.Id}");
    }

    /// <summary>Whose access it may be that is to be taken away, with a button for each; <paramref name="what"/> was typed for it.</summary>
    public static SlackPost ToRevoke(RevokeFound found, string what) => With(
        SlackCards.Ours(found.Heading),
        found.Rows.Rows.SelectMany(each => new JsonNode[]
        {
            RichText(Section([Run(Name(each.Requester), "bold"), Run($": {Name(each.Entitlement)}. "), .. Sentence(each.Status)])),
            Actions(Button(SlackVerbs.Revoke, "Revoke", each.Handle, "danger")),
        }),
        found.Rows,
        $"revoke {what}");

    /// <summary>A list under something that everybody must know first, if there is anything.</summary>
    private static SlackPost Under(Words? first, SlackPost list)
    {
        if (first is null)
            return list;
        list.Blocks.Insert(0, RichText(Section(Sentence(first))));
        return list;
    }

    /// <summary>The verbs.</summary>
    public static SlackPost Help() => SlackCards.Ours(
        "`/jit request` opens the form; `/jit request prod-db 2h fixing INC-123` asks at once.\n"
        + "`/jit request prod-db 2h for @riley fixing INC-123` asks for somebody else, where the policy lets you.\n"
        + "`/jit list` shows what you may ask for, `/jit list prod` what is called so, `/jit list 2` the second page.\n"
        + "`/jit mine` shows your requests, `/jit status` those that are not over; a number behind it is a page.\n"
        + "`/jit who prod-db` shows who has something now, and who can approve it.\n"
        + "`/jit return` gives access back before its time.\n"
        + "`/jit undo r-…` takes back an approval you gave within the last minute.\n"
        + "`/jit extend prod-db 1h the repair takes longer` asks for more time; all of it but the verb can be left out.\n"
        + "`/jit revoke prod-db @riley` takes somebody's access away, if you are an approver of it or an operator.\n"
        + "`/jit escalate prod-db` and why takes it at once in an emergency, if the policy lets you; `/jit review` is how two others say afterwards what they found.\n"
        + "`/jit freeze` and why stops all granting, `/jit unfreeze` of two operators lets it go on; for operators alone.\n"
        + "`/jit link` gives you a code; typed with your account in another chat it makes both one person. `/jit link remove` parts them.\n"
        + "`/jit catalogue` shows which edition of the rules is in force and what waits for an operator's yes.\n"
        + "The Home tab of this app shows what you have and what waits for you, with buttons.\n"
        + "Approvers decide with the buttons or with a check mark or a cross on the card.");

    private static IEnumerable<JsonNode> Row(RequestView view)
    {
        yield return RichText(Section([
            Run(CardWords.Title(view.Phase)),
            Run(": "),
            Run(Name(view.Entitlement), "bold"),
            Run($", {Spans.InWords(view.Length)}. "),
            .. Sentence(view.Status),
        ]));
        if (view.CanEnd)
            yield return Actions([Button(SlackVerbs.Return, "Give it back", view.Handle), .. SlackCards.More(view)]);
        if (view.Phase is Phase.Pending or Phase.Preparing)
            yield return Actions([Button(SlackVerbs.Withdraw, "Withdraw", view.Handle), .. SlackCards.Escalating(view)]);
        if (view.AskAgain is { } again)
            yield return Actions(SlackForm.Again(again));
    }

    private static SlackPost With<T>(SlackPost post, IEnumerable<JsonNode> rows, Page<T> page, string verb)
    {
        foreach (var row in rows)
            post.Blocks.Add(row);
        if (page.Count > 1)
            post.Blocks.Add(Context(Footer(page.Number, page.Count, SlackText.Line(verb, SlackLimits.Name))));
        return post;
    }

    private static string Footer(int number, int count, string verb)
    {
        var here = string.Create(CultureInfo.InvariantCulture, $"Page {number} of {count}");
        return number == count
            ? $"{here}, the last one."
            : string.Create(CultureInfo.InvariantCulture, $"{here}. Type /jit {verb} {number + 1} for the next one.");
    }

    private static string Name(string name) => SlackText.Line(name, SlackLimits.Name);
}
