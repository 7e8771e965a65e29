using System.Globalization;
using System.Text.Json.Nodes;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine;
using static JitBot.Chat.Teams.TeamsElements;

namespace JitBot.Chat.Teams;

/// <summary>
/// The form in which access is asked for: a card in a dialog. Pure. Whatever comes back has been in the hands of a client and is never
/// trusted (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots).
/// </summary>
internal static class TeamsForm
{
    public const string Title = "Request access";

    /// <summary>Under this name the type-ahead asks for entitlements.</summary>
    public const string Dataset = "entitlements";

    /// <summary>Under this name Teams asks itself for people of the organisation.</summary>
    private const string Everybody = "graph.microsoft.com/users";

    /// <summary>A name that nobody has.</summary>
    private const string Nobody = "@";

    /// <summary>Names one drawing of the form, so that what is sent twice is asked once.</summary>
    public const string Mark = "form";

    /// <summary>What was typed before, in a button that opens the form.</summary>
    private const string Draft = "draft";

    /// <summary>
    /// The form. Durations are those of the entitlement chosen, or all there are while none is: a dialog is not told what is being chosen in
    /// it, so whoever wants to know who can approve that asks for it by a button, and the form comes back as it was filled in. <paramref name="mark"/> names this drawing.
    /// </summary>
    public static JsonObject Request(AskDraft draft, TeamsOffer offer, string? note, string mark)
    {
        var body = new List<JsonObject>();
        if (note is not null)
            body.Add(RichText(Run(TeamsText.Line(note, TeamsLimits.Status), "bolder")));
        body.Add(ChooseEntitlement(draft.Entitlement, offer.Entitlements));
        body.Add(ChooseLength(draft, offer.Lengths));
        if (draft.Whom is not null || (draft.Entitlement?.Policy.AskForOthers ?? offer.AsksWhom))
            body.Add(ChooseWhom(draft.Whom, offer.Whom));
        body.Add(LongText(AskDraft.JustificationPart, "Why do you need it?", JustificationHint(draft.Entitlement), draft.Justification));
        if (draft.Entitlement is { } chosen && offer.Prospect.Stages.Count > 0)
            body.Add(Subtle($"{chosen.Name}. {CardWords.Before(offer.Prospect, TeamsCards.Deciders)}")); // another may be chosen by the time it is read
        body.Add(Actions(Action("Action.Submit", "Who can approve?", new JsonObject { ["verb"] = TeamsVerbs.WhoApproves, [Mark] = mark })));
        var card = Card(body);
        card["actions"] = List([Action("Action.Submit", "Ask", new JsonObject { ["verb"] = TeamsVerbs.Request, [Mark] = mark }, "positive")]);
        return card;
    }

    /// <summary>A button that opens the form, with what was typed already.</summary>
    public static JsonObject Opener(string title, string draft)
    {
        var data = new JsonObject();
        if (!string.IsNullOrWhiteSpace(draft))
            data[Draft] = TeamsText.Line(draft, TeamsLimits.ShownJustification);
        return OpenDialog(TeamsVerbs.OpenForm, title, data);
    }

    /// <summary>What was typed before the button was pressed.</summary>
    public static AskDraft ReadDraft(JsonObject data, AccessCatalogue catalogue) =>
        AskDraft.Parse(TeamsPayloads.Text(data[Draft]) ?? "", catalogue);

    /// <summary>What is filled in.</summary>
    public static AskDraft Read(JsonObject data, AccessCatalogue catalogue)
    {
        var id = TeamsPayloads.Text(data[AskDraft.EntitlementPart]);
        var found = string.IsNullOrEmpty(id) ? null : catalogue.Find(id);
        var isLength = TimeSpan.TryParseExact(TeamsPayloads.Text(data[AskDraft.LengthPart]), "c", CultureInfo.InvariantCulture, out var length);
        return new AskDraft(
            found, found is null && !string.IsNullOrEmpty(id) ? id : null, isLength ? length : null, TeamsPayloads.Text(data[AskDraft.JustificationPart]) ?? "")
        {
            Whom = TeamsPayloads.Text(data[AskDraft.WhomPart]) is { Length: > 0 } whom ? Meant(whom) : null,
        };
    }

    /// <summary>An account as a line names it.</summary>
    private static string Mention(string user) => $"<@{user}>";

    /// <summary>Whom a value of the form names: an id, or what was typed before and not found.</summary>
    private static string Meant(string value) => value.Contains('@', StringComparison.Ordinal) ? value : Mention(value);

    /// <summary>
    /// Whom a line names, as a value of the form: an id without what makes a mention of it. What cannot come back as it is, because it is too long or
    /// hides something, is nobody's name.
    /// </summary>
    private static string Named(string whom)
    {
        var name = whom.StartsWith("<@", StringComparison.Ordinal) ? whom[2..].TrimEnd('>') : whom;
        return name.Length > 0 && TeamsText.Line(name, TeamsLimits.ChoiceValue) == name ? name : Nobody;
    }

    /// <summary>The durations a policy offers, and the one wanted if it is allowed.</summary>
    public static IReadOnlyList<TimeSpan> Lengths(Policy policy, TimeSpan? wanted) =>
    [
        .. policy.Durations.Append(wanted ?? TimeSpan.Zero)
            .Where(span => span >= Spans.Shortest && span <= policy.LongestGrant).DefaultIfEmpty(policy.LongestGrant)
            .Distinct().Order().Take(TeamsLimits.Lengths),
    ];

    /// <summary>The choices of a type-ahead. An entitlement whose id is too long to come back as a value is left out rather than cut.</summary>
    public static JsonArray Choices(IEnumerable<Entitlement> entitlements) =>
        List(entitlements.Where(each => each.Id.Length <= TeamsLimits.ChoiceValue).Take(TeamsLimits.Choices).Select(each => Choice(each.Name, each.Id)));

    /// <summary>An input for several lines.</summary>
    public static JsonObject LongText(string id, string label, string placeholder, string? value = null)
    {
        var input = Input("Input.Text", id, label);
        input["isMultiline"] = true;
        input["maxLength"] = TeamsLimits.Justification;
        input["placeholder"] = TeamsText.Line(placeholder, TeamsLimits.Label);
        if (!string.IsNullOrWhiteSpace(value))
            input["value"] = TeamsText.Lines(value, TeamsLimits.ShownJustification);
        return input;
    }

    /// <summary>For how long an approver agrees, the asked length first.</summary>
    public static JsonObject ChooseLess(TimeSpan asked, IReadOnlyList<TimeSpan> less)
    {
        var menu = Input("Input.ChoiceSet", AskDraft.LengthPart, "For how long?");
        menu["style"] = "compact";
        menu["choices"] = List(less.Reverse().Prepend(asked).Select(span => Choice(Spans.InWords(span), Value(span))));
        menu["value"] = Value(asked);
        return menu;
    }

    /// <summary>How much more time is asked for, the shortest first.</summary>
    public static JsonObject ChooseMore(IReadOnlyList<TimeSpan> lengths)
    {
        var menu = Input("Input.ChoiceSet", AskDraft.LengthPart, "How much more?");
        menu["style"] = "compact";
        menu["choices"] = List(lengths.Select(span => Choice(Spans.InWords(span), Value(span))));
        menu["value"] = Value(lengths[0]);
        return menu;
    }

    /// <summary>For how long at most an approver agrees, or how much more is asked for; null if nothing was chosen.</summary>
    public static TimeSpan? ReadLength(JsonObject data) =>
        TimeSpan.TryParseExact(TeamsPayloads.Text(data[AskDraft.LengthPart]), "c", CultureInfo.InvariantCulture, out var length) ? length : null;

    /// <summary>One of a few entitlements.</summary>
    public static JsonObject ChooseAmong(IReadOnlyList<Entitlement> few, Entitlement? chosen)
    {
        var menu = Input("Input.ChoiceSet", AskDraft.EntitlementPart, "What do you need?");
        menu["style"] = "compact";
        menu["choices"] = Choices(few);
        if (chosen is not null && chosen.Id.Length <= TeamsLimits.ChoiceValue)
            menu["value"] = chosen.Id;
        return Required(menu, "Choose what you need.");
    }

    private static JsonObject ChooseEntitlement(Entitlement? chosen, IReadOnlyList<Entitlement> offered)
    {
        var menu = Input("Input.ChoiceSet", AskDraft.EntitlementPart, "What do you need?");
        menu["style"] = "filtered";
        menu["placeholder"] = "Type a part of its name";
        menu["choices"] = Choices(chosen is null ? offered : offered.Where(each => each.Id != chosen.Id).Prepend(chosen));
        menu["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = Dataset };
        if (chosen is not null && chosen.Id.Length <= TeamsLimits.ChoiceValue)
            menu["value"] = chosen.Id;
        return Required(menu, "Choose what you need.");
    }

    private static JsonObject ChooseLength(AskDraft draft, IReadOnlyList<TimeSpan> offered)
    {
        var lengths = draft.Entitlement is { } chosen ? Lengths(chosen.Policy, draft.Length) : offered;
        var menu = Input("Input.ChoiceSet", AskDraft.LengthPart, "For how long?");
        menu["style"] = "compact";
        menu["choices"] = List(lengths.Select(span => Choice(Spans.InWords(span), Value(span))));
        if (draft.Length is { } wanted && lengths.Contains(wanted))
            menu["value"] = Value(wanted);
        return Required(menu, "Choose for how long.");
    }

    /// <summary>
    /// Somebody of the organisation, whom Teams finds by itself; what comes back is their id in the directory, and they are looked at later
    /// (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker). Whoever was named stays in it, found or not and
    /// let or not, until somebody empties it: in an empty field the next press would ask for whoever presses.
    /// </summary>
    private static JsonObject ChooseWhom(string? named, AccountFacts? whom)
    {
        var (name, value) = whom is not null ? (whom.Name, whom.Account.Id) : named is not null ? ($"Not found: {Named(named)}", Named(named)) : default;
        var menu = Input("Input.ChoiceSet", AskDraft.WhomPart, "For whom? Leave it empty if it is for you.");
        menu["placeholder"] = "Type a name. Neither you nor they decide on it.";
        menu["choices"] = List(value is null ? [] : [Choice(name, value)]);
        menu["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = Everybody };
        if (value is not null)
            menu["value"] = value;
        return menu;
    }

    private static string JustificationHint(Entitlement? chosen) => chosen?.Policy.MinimumJustification is > 0 and var least
        ? string.Create(CultureInfo.InvariantCulture, $"At least {least} characters. Approvers and auditors will read it.")
        : "Approvers and auditors will read it.";

    private static JsonObject Input(string type, string id, string label) =>
        new() { ["type"] = type, ["id"] = id, ["label"] = TeamsText.Line(label, TeamsLimits.Label) };

    private static JsonObject Required(JsonObject input, string otherwise)
    {
        input["isRequired"] = true;
        input["errorMessage"] = otherwise;
        return input;
    }

    private static JsonObject Choice(string title, string value) =>
        new() { ["title"] = TeamsText.Line(title, TeamsLimits.Name), ["value"] = value };

    private static string Value(TimeSpan length) => length.ToString("c", CultureInfo.InvariantCulture);
}
