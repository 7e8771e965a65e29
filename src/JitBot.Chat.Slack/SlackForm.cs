using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;
using static JitBot.Chat.Slack.SlackBlockKit;

namespace JitBot.Chat.Slack;

/// <summary>
/// The forms: what is asked for, and why a request is denied. Pure (https://docs.slack.dev/surfaces/modals). What a form brings along in
/// its private metadata has been in the hands of a client and is never trusted.
/// </summary>
internal static class SlackForm
{
    public const string Entitlement = AskDraft.EntitlementPart;
    public const string Length = AskDraft.LengthPart;
    public const string Justification = AskDraft.JustificationPart;
    public const string Whom = AskDraft.WhomPart;
    public const string Reason = "reason";

    // A block of its own, because what is empty in it is somebody and not whoever presses; Slack says the name of the block with what is filled in.
    private const string WhomMissing = "whom-missing";

    private const string TooLate = "That took a moment too long for Slack to open the form.";

    // A button's value may not be empty.
    private const string NoDraft = "-";

    /// <summary>
    /// The form for a request. Durations and approvers show as soon as an entitlement is chosen. <paramref name="channel"/> is where it was
    /// opened.
    /// </summary>
    public static JsonObject Request(AskDraft draft, Prospect prospect, string? note, string channel)
    {
        var blocks = new JsonArray();
        if (note is not null)
            blocks.Add(Context(note));
        blocks.Add(ChooseEntitlement(draft.Entitlement));
        if (draft.Entitlement is { } chosen)
        {
            blocks.Add(ChooseLength(chosen, draft.Length));
            blocks.Add(Context(CardWords.Before(prospect, SlackCards.Deciders)));
        }

        if (draft.AsksWhom)
            blocks.Add(ChooseWhom(draft.Whom));
        blocks.Add(Justify(draft));
        return Modal(SlackVerbs.Request, "Request access", "Ask", channel, blocks);
    }

    /// <summary>The form of a yes: for how long, if less can be chosen (of more time it cannot), and why, which some policies want to know.</summary>
    public static JsonObject Approve(SlackDecision decision, RequestView view)
    {
        var blocks = new JsonArray(RichText(Section(Run(SlackCards.About(view)))));
        if (!view.IsExtension && LessTime.Than(view.Length) is { Count: > 0 } less)
            blocks.Add(Input(Length, "For how long?", ChooseLess(view.Length, less)));
        blocks.Add(Input(Reason, "Reason", LongText(Reason), "The requester and the channel will see it.", isOptional: !view.AsksWhy));
        return Modal(SlackVerbs.ApproveForm, "Approve request", "Approve", decision.ToText(), blocks);
    }

    /// <summary>For how long at most; null if it is as long as was asked for.</summary>
    public static TimeSpan? ReadLess(SlackViewState? state) =>
        TimeSpan.TryParseExact(Choice(state, Length), "c", CultureInfo.InvariantCulture, out var length) ? length : null;

    /// <summary>The form that asks for a denial's reason, which may be left empty.</summary>
    public static JsonObject Deny(SlackDecision decision) => Modal(SlackVerbs.DenyForm, "Deny request", "Deny", decision.ToText(), [
        Input(Reason, "Reason", LongText(Reason), "The requester and the channel will see it. You can leave it empty.", isOptional: true),
    ]);

    /// <summary>A private message with a button whose click brings a fresh trigger, for when the last one was too old.</summary>
    public static SlackPost Offer(string draft) => SlackCards.Ours(
        TooLate,
        Actions(Button(SlackVerbs.OpenForm, "Open the form", SlackText.Line(draft, SlackLimits.ButtonValue), "primary")));

    /// <summary>A button that opens the form with what was asked for before.</summary>
    public static JsonObject Again(string draft) => Button(SlackVerbs.OpenForm, "Ask again", SlackText.Line(draft, SlackLimits.ButtonValue));

    /// <inheritdoc cref="Offer(string)" />
    public static SlackPost Offer(SlackDecision decision) => SlackCards.Ours(
        TooLate,
        Actions(Button(SlackVerbs.DenyFromHere, "Deny", decision.ToText(), "danger")));

    /// <inheritdoc cref="Offer(string)" />
    public static SlackPost OfferYes(SlackDecision decision) => SlackCards.Ours(
        TooLate,
        Actions(Button(SlackVerbs.ApproveFromHere, "Approve", decision.ToText(), "primary")));

    /// <summary>What was typed, to be read again with <see cref="ReadDraft"/> when the button is clicked; a dash if nothing was.</summary>
    public static string DraftText(AskDraft draft)
    {
        var length = draft.Length is { } span ? span.ToString("c", CultureInfo.InvariantCulture) : "";
        var whom = draft.Whom is null ? "" : $"for {draft.Whom} ";
        var line = $"{draft.Entitlement?.Id ?? draft.NotFound} {length} {whom}{draft.Justification}".Trim();
        return line.Length == 0 ? NoDraft : line;
    }

    /// <summary>What was typed, from the value of the button.</summary>
    public static AskDraft ReadDraft(string? text, AccessCatalogue catalogue) =>
        AskDraft.Parse(text is null or NoDraft ? "" : text, catalogue);

    /// <summary>The entitlements a menu offers. One whose id is too long to come back as a value is left out rather than cut.</summary>
    public static JsonArray Options(IEnumerable<Entitlement> entitlements) =>
        [.. entitlements.Where(each => each.Id.Length <= SlackLimits.OptionValue).Take(SlackLimits.Options).Select(Option)];

    /// <summary>What is filled in by <paramref name="presser"/>, who asks for themselves where they name themselves.</summary>
    public static AskDraft Read(SlackViewState? state, string presser, AccessCatalogue catalogue)
    {
        var id = Choice(state, Entitlement);
        var isLength = TimeSpan.TryParseExact(Choice(state, Length), "c", CultureInfo.InvariantCulture, out var length);
        var found = id is null ? null : catalogue.Find(id);
        return new AskDraft(found, found is null ? id : null, isLength ? length : null, Find(state, Justification)?.Value ?? "")
        {
            Whom = ReadWhom(state, presser),
        };
    }

    private static string? ReadWhom(SlackViewState? state, string presser)
    {
        if (Find(state, Whom)?.SelectedUser is { Length: > 0 } user)
            return user == presser ? null : Mention(user);
        return state?.Values?.ContainsKey(WhomMissing) == true ? "" : null;
    }

    /// <summary>What somebody needs at once, and why.</summary>
    public static (string? Entitlement, string Why) ReadEmergency(SlackViewState? state) => (Choice(state, Entitlement), ReadReason(state) ?? "");

    /// <summary>What was given as a reason; null if nothing was.</summary>
    public static string? ReadReason(SlackViewState? state) =>
        Find(state, Reason)?.Value is { } reason && !string.IsNullOrWhiteSpace(reason) ? reason : null;

    /// <summary>The answer to a submission that shows what is wrong beside each part (keyed by block, not by action).</summary>
    public static JsonObject Errors(AskDraft draft, IEnumerable<(string Part, string Wrong)> faults)
    {
        var errors = new JsonObject();
        foreach (var (part, wrong) in faults)
        {
            // Without an entitlement the form has no durations, and Slack refuses an error beside a block that is not there.
            if (BlockOf(part, draft) is { } block)
                errors[block] = wrong;
        }

        return new JsonObject { ["response_action"] = "errors", ["errors"] = errors };
    }

    private static string? BlockOf(string part, AskDraft draft) => part switch
    {
        Length => draft.Entitlement is { } chosen ? LengthBlock(chosen) : null,
        Whom when draft.Whom is "" => WhomMissing,
        _ => part,
    };

    /// <summary>Whether the form shows the durations of the entitlement chosen in it.</summary>
    public static bool ShowsLengthsOf(SlackViewState? state, Entitlement chosen) => state?.Values?.ContainsKey(LengthBlock(chosen)) == true;

    private static JsonObject ChooseEntitlement(Entitlement? chosen)
    {
        var menu = new JsonObject
        {
            ["type"] = "external_select",
            ["action_id"] = Entitlement,
            ["placeholder"] = PlainText("Type a part of its name", SlackLimits.Placeholder),
            ["min_query_length"] = 0,
        };
        if (chosen is not null && chosen.Id.Length <= SlackLimits.OptionValue)
            menu["initial_option"] = Option(chosen);
        var input = Input(Entitlement, "What do you need?", menu, chosen?.Description is { Length: > 0 } description ? description : null);
        input["dispatch_action"] = true;
        return input;
    }

    private static JsonObject ChooseLength(Entitlement chosen, TimeSpan? length)
    {
        var lengths = chosen.Policy.Durations.Append(length ?? TimeSpan.Zero)
            .Where(span => span >= Spans.Shortest && span <= chosen.Policy.LongestGrant).DefaultIfEmpty(chosen.Policy.LongestGrant)
            .Distinct().Order().Take(SlackLimits.Options).ToList();
        var options = new JsonArray([.. lengths.Select(Option)]);
        var menu = new JsonObject { ["type"] = "static_select", ["action_id"] = Length, ["options"] = options };
        if (length is { } wanted && lengths.Contains(wanted))
            menu["initial_option"] = Option(wanted);
        return Input(LengthBlock(chosen), "For how long?", menu);
    }

    /// <summary>An account as a line names it.</summary>
    public static string Mention(string user) => $"<@{user}>";

    /// <summary>
    /// Somebody of the workspace (https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element); whoever is chosen is looked at later. A menu cannot hold
    /// somebody who was named and not found, so that it must then be filled in: an empty one would ask for whoever presses.
    /// </summary>
    private static JsonObject ChooseWhom(string? whom)
    {
        var menu = new JsonObject { ["type"] = "users_select", ["action_id"] = Whom };
        if (whom is "")
            return Input(WhomMissing, "For whom?", menu, "Whoever was named was not found. Choose them, or yourself if it is for you.");
        if (whom is { Length: > 3 })
            menu["initial_user"] = whom[2..^1];
        return Input(Whom, "For whom?", menu, "Leave it empty, or choose yourself, if it is for you. Neither you nor they decide on it.", isOptional: true);
    }

    private static JsonObject Justify(AskDraft draft)
    {
        var text = LongText(Justification);
        if (!string.IsNullOrWhiteSpace(draft.Justification))
            text["initial_value"] = SlackText.Lines(draft.Justification, SlackLimits.Justification);
        return Input(Justification, "Why do you need it?", text, draft.Entitlement?.Policy.MinimumJustification is > 0 and var least
            ? string.Create(CultureInfo.InvariantCulture, $"At least {least} characters. Approvers and auditors will read it.")
            : "Approvers and auditors will read it.");
    }

    /// <summary>An input for several lines.</summary>
    public static JsonObject LongText(string action) => new()
    {
        ["type"] = "plain_text_input",
        ["action_id"] = action,
        ["multiline"] = true,
        ["max_length"] = SlackLimits.Justification,
    };

    private static JsonObject ChooseLess(TimeSpan asked, IReadOnlyList<TimeSpan> less)
    {
        var all = Option(asked);
        return new JsonObject
        {
            ["type"] = "static_select",
            ["action_id"] = Length,
            ["options"] = new JsonArray([all, .. less.Reverse().Select(Option)]),
            ["initial_option"] = all.DeepClone(),
        };
    }

    /// <summary>A form; without <paramref name="submit"/> it only says something.</summary>
    public static JsonObject Modal(string callbackId, string title, string? submit, string metadata, JsonArray blocks)
    {
        var view = new JsonObject
        {
            ["type"] = "modal",
            ["callback_id"] = callbackId,
            ["title"] = PlainText(title, SlackLimits.ViewTitle),
        };
        if (submit is not null)
            view["submit"] = PlainText(submit, SlackLimits.ViewTitle);
        view["close"] = PlainText("Cancel", SlackLimits.ViewTitle);
        view["blocks"] = blocks;
        if (metadata.Length is > 0 and <= SlackLimits.PrivateMetadata)
            view["private_metadata"] = metadata;
        return view;
    }

    /// <summary>A part of a form, named by its block.</summary>
    public static JsonObject Input(string block, string label, JsonObject element, string? hint = null, bool isOptional = false)
    {
        var input = new JsonObject
        {
            ["type"] = "input",
            ["block_id"] = block,
            ["label"] = PlainText(label, SlackLimits.Label),
            ["element"] = element,
            ["optional"] = isOptional,
        };
        if (hint is not null)
            input["hint"] = PlainText(hint, SlackLimits.Label);
        return input;
    }

    /// <summary>How much more time is asked for: a choice is a wish, so that each option says which request it is about.</summary>
    public static JsonObject ChooseMore(string handle, IReadOnlyList<TimeSpan> lengths) => new()
    {
        ["type"] = "static_select",
        ["action_id"] = SlackVerbs.ExtendBy,
        ["placeholder"] = PlainText("Ask for another length", SlackLimits.Placeholder),
        ["options"] = new JsonArray([.. lengths.Select(length =>
        {
            var option = Option(length);
            option["value"] = $"{(string?)option["value"]} {handle}";
            return option;
        })]),
    };

    /// <summary>The request that was chosen for, and how much more; null if that is no choice of ours.</summary>
    public static (string Handle, TimeSpan More)? ReadMore(string? value) =>
        value?.Split(' ', 2) is [var length, var handle] && TimeSpan.TryParseExact(length, "c", CultureInfo.InvariantCulture, out var more) ? (handle, more) : null;

    private static JsonObject Option(Entitlement entitlement) => new()
    {
        ["text"] = PlainText(entitlement.Name, SlackLimits.OptionText),
        ["value"] = entitlement.Id,
    };

    private static JsonObject Option(TimeSpan length) => new()
    {
        ["text"] = PlainText(Spans.InWords(length), SlackLimits.OptionText),
        ["value"] = length.ToString("c", CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// A block of its own for each entitlement: what was chosen among the durations of one must not stay when another is chosen.
    /// </summary>
    private static string LengthBlock(Entitlement chosen) =>
        $"{Length}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(chosen.Id)).AsSpan(0, 8))}";

    private static string? Choice(SlackViewState? state, string action) => Find(state, action)?.SelectedOption?.Value;

    private static SlackInput? Find(SlackViewState? state, string action) =>
        state?.Values?.Values.Select(block => block.GetValueOrDefault(action)).FirstOrDefault(input => input is not null);
}
