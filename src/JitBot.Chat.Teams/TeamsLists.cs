using System.Globalization;
using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;
using static JitBot.Chat.Teams.TeamsElements;

namespace JitBot.Chat.Teams;

/// <summary>Draws the answers to the verbs that only read. Pure.</summary>
internal static class TeamsLists
{
    /// <summary>The answer to a verb that only reads, or that words answer.</summary>
    public static TeamsPost Of(TypedAnswer answer) => answer switch
    {
        TypedAnswer.Offered a => Under(a.First, Catalogue(a.Rows, a.Asked, a.IsEmpty)),
        TypedAnswer.Own a => Under(a.First, Mine(a.Rows, a.Heading, a.WhenNone, a.Verb)),
        TypedAnswer.Held a => Holders(a.Entitlement, a.Holders, a.Approvers),
        TypedAnswer.Said a => TeamsCards.Plain(a.Words),
        TypedAnswer.Unanswered a => TeamsCards.Ours(RefusalWords.For(a.Why)),
        _ => throw new InvalidOperationException($"An answer nobody knows: {answer.GetType().Name}."),
    };

    /// <summary>What there is to ask for, or what of it was looked for.</summary>
    public static TeamsPost Catalogue(Page<Entitlement> entitlements, TypedPage asked, bool isEmpty)
    {
        var rows = entitlements.Rows.SelectMany(Row);
        var heading = isEmpty ? "There is nothing that you may ask for yet."
            : entitlements.Rows.Count == 0 ? "Nothing is called that. `list` shows all that you may ask for."
            : "What you can ask for with `request`:";
        return TeamsCards.Ours(heading, [.. rows, .. Footer(entitlements, $"list {asked.Words}".TrimEnd())]);
    }

    /// <summary>Somebody's own requests, with what they can do about each; <paramref name="verb"/> brings the other pages.</summary>
    public static TeamsPost Mine(Page<RequestView> requests, string heading, string whenNone, string verb) =>
        TeamsCards.Ours(requests.Rows.Count == 0 ? whenNone : heading, [.. requests.Rows.SelectMany(Row), .. Footer(requests, verb)]);

    /// <summary>Who has it now, and who can approve.</summary>
    public static TeamsPost Holders(Entitlement entitlement, Page<RequestView> holders, IReadOnlyList<StageDeciders> approvers)
    {
        var what = new Word.Strong(TeamsCards.Name(entitlement.Name));
        var heading = holders.Rows.Count == 0
            ? Words.Of($"Nobody has {what} through JitBot now.")
            : Words.Of($"Who has {what} through JitBot now:");
        var rows = holders.Rows.Select(each =>
            RichText([Run(TeamsCards.Name(each.Requester), "bolder"), Run(": "), .. Sentence(each.Status, TeamsLimits.RowText)]));
        return TeamsCards.Plain(
            heading, [.. rows, Subtle(CardWords.WhoApproves(approvers, TeamsCards.Names)), .. Footer(holders, $"who {entitlement.Id}")]);
    }

    /// <summary>Whose access it may be that is to be taken away, with a button for each; <paramref name="what"/> was typed for it.</summary>
    public static TeamsPost ToRevoke(RevokeFound found, string what) => TeamsCards.Ours(found.Heading, [.. found.Rows.Rows.SelectMany(each => new[]
    {
        RichText([Run(TeamsCards.Name(each.Requester), "bolder"), Run($": {TeamsCards.Name(each.Entitlement)}. "), .. Sentence(each.Status, TeamsLimits.RowText)]),
        Actions(Execute(TeamsVerbs.Revoke, "Revoke", TeamsCards.Data(each.Handle, each.Version), "destructive")),
    }), .. Footer(found.Rows, $"revoke {what}")]);

    /// <summary>A list under something that everybody must know first, if there is anything.</summary>
    private static TeamsPost Under(Words? first, TeamsPost list)
    {
        if (first is null)
            return list;
        ((JsonArray)list.Card["body"]!).Insert(0, RichText(Sentence(first, TeamsLimits.Sentence)));
        return list;
    }

    /// <summary>The verbs.</summary>
    public static TeamsPost Help() => TeamsCards.Ours(
        "`request` brings a form; `request prod-db 2h fixing INC-123` asks at once.\n"
        + "`request prod-db 2h for riley@example.com fixing INC-123` asks for somebody else, where the policy lets you.\n"
        + "`list` shows what you may ask for, `list prod` what is called so, `list 2` the second page.\n"
        + "`mine` shows your requests, `status` those that are not over; a number behind it is a page.\n"
        + "`who prod-db` shows who has something now, and who can approve it.\n"
        + "`return` gives access back before its time.\n"
        + "`undo r-…` takes back an approval you gave within the last minute.\n"
        + "`extend prod-db 1h the repair takes longer` asks for more time; all of it but the verb can be left out.\n"
        + "`revoke prod-db riley@example.com` takes somebody's access away, if you are an approver of it or an operator.\n"
        + "`escalate prod-db` and why takes it at once in an emergency, if the policy lets you; `review` is how two others say afterwards what they found.\n"
        + "`freeze` and why stops all granting, `unfreeze` of two operators lets it go on; for operators alone.\n"
        + "`link` gives you a code; typed with your account in another chat it makes both one person. `link remove` parts them.\n"
        + "`catalogue` shows which edition of the rules is in force and what waits for an operator's yes.\n"
        + "In a channel or a group chat, mention me first. I answer you alone, in our own chat.\n"
        + "Approvers decide with the buttons on the card, or say yes with a like or a check mark; no reaction says no.",
        Actions(TeamsForm.Opener("Ask for access", ""), TeamsEmergency.Opener()));

    private static IEnumerable<JsonObject> Row(Entitlement each)
    {
        var id = Run(TeamsCards.Name(each.Id));
        id["fontType"] = "monospace";
        yield return RichText(Run(TeamsCards.Name(each.Name), "bolder"), Run("  "), id);
        if (!string.IsNullOrWhiteSpace(each.Description))
            yield return RichText(Run(TeamsText.Line(each.Description, TeamsLimits.RowText)));
    }

    private static IEnumerable<JsonObject> Row(RequestView view)
    {
        yield return RichText([
            Run(CardWords.Title(view.Phase)),
            Run(": "),
            Run(TeamsCards.Name(view.Entitlement), "bolder"),
            Run($", {Spans.InWords(view.Length)}. "),
            .. Sentence(view.Status, TeamsLimits.RowText),
        ]);
        if (view.CanEnd)
            yield return Actions([Execute(TeamsVerbs.Return, "Give it back", TeamsCards.Data(view.Handle, view.Version)), .. TeamsCards.More(view)]);
        if (view.Phase is Phase.Pending or Phase.Preparing)
            yield return Actions([Execute(TeamsVerbs.Withdraw, "Withdraw", TeamsCards.Data(view.Handle, view.Version)), .. TeamsCards.Escalating(view)]);
        if (view.AskAgain is { } again)
            yield return Actions(TeamsForm.Opener("Ask again", TeamsText.Line(again, TeamsLimits.RowText)));
    }

    private static IEnumerable<JsonObject> Footer<T>(Page<T> page, string verb)
    {
        if (page.Count == 1)
            yield break;
        var here = string.Create(CultureInfo.InvariantCulture, $"Page {page.Number} of {page.Count}");
        yield return Subtle(page.Number == page.Count
            ? $"{here}, the last one."
            : string.Create(CultureInfo.InvariantCulture, $"{here}. Type {TeamsCards.Name(verb)} {page.Number + 1} for the next one."));
    }
}
