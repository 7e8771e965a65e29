using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using static JitBot.Chat.Slack.SlackBlockKit;

namespace JitBot.Chat.Slack;

/// <summary>The forms of an emergency: taking something at once, and saying what was found when somebody looked at it. Pure.</summary>
internal static class SlackEmergency
{
    private const string TooLate = "That took a moment too long for Slack to open the form. Type it instead: ";

    /// <summary>
    /// Takes an entitlement at once: one menu of what is offered, filled in already where it is known what they mean, and a reason. Where nothing is offered it says
    /// what would change that, and sends nothing.
    /// </summary>
    public static JsonObject Form(GlassOffer glass, Entitlement? named, IReadOnlyDictionary<string, int> habits, string reason, string channel, string warning)
    {
        if (glass.Nothing is { } nothing)
            return SlackForm.Modal(SlackVerbs.Home, "Emergency", null, "", [RichText(Section(OurSentence(nothing)))]);
        return SlackForm.Modal(SlackVerbs.EmergencyForm, "Emergency", "Take it now", channel, [
            Warning(warning),
            .. glass.WhyNot(named) is { } why ? [RichText(Section(Sentence(why)))] : Array.Empty<JsonObject>(),
            SlackForm.Input(SlackForm.Entitlement, "What do you need?", Menu(glass.Offered, glass.Likely(named, habits))),
            SlackForm.Input(SlackForm.Reason, "What is the emergency?", Text(reason), "Everybody in the channels named for it will read it."),
        ]);
    }

    /// <summary>Takes at once what waits for an approver: a reason alone.</summary>
    public static JsonObject Escalate(SlackDecision decision, RequestView view, string warning) => SlackForm.Modal(SlackVerbs.EscalateForm, "Emergency", "Take it now", decision.ToText(), [
        Warning(warning),
        RichText(Section(Run(SlackCards.About(view)))),
        SlackForm.Input(SlackForm.Reason, "What is the emergency?", Text(""), "Everybody in the channels named for it will read it."),
    ]);

    /// <summary>Says what was found.</summary>
    public static JsonObject Review(SlackDecision decision, RequestView view) => SlackForm.Modal(SlackVerbs.ReviewForm, "Review emergency", "File", decision.ToText(), [
        RichText(Section(Run(SlackCards.About(view)))),
        SlackForm.Input(SlackForm.Reason, "What did you find?", Text(""), "What was done with the access, and whether it was right. It stands in the log."),
    ]);

    /// <summary>What is said when the form could not be opened.</summary>
    public static SlackPost Offer(string verb) => SlackCards.Ours(TooLate + (verb == SlackVerbs.Review ? "`/jit review r-… what you found`" : "`/jit escalate prod-db what the emergency is`"));

    /// <summary>The emergencies that need a review, with a button for each.</summary>
    public static SlackPost Owed(IReadOnlyList<RequestView> owed) => SlackCards.Ours(
        owed.Count == 0 ? "No emergency waits for a review." : "These emergencies need two reviews each, the one due soonest first:",
        [.. owed.SelectMany(each => new[]
        {
            RichText(Section([Run(SlackCards.About(each)), Run(" Reviews: "), .. Sentence(CardWords.Reviews(each.Emergency!)), Run($". Request {each.Id}")])),
            Actions(Button(SlackVerbs.Review, "Review…", each.Handle)),
        })]);

    private static JsonObject Warning(string warning) => RichText(Section(Run(warning, "bold")));

    private static JsonObject Text(string value)
    {
        var text = SlackForm.LongText(SlackForm.Reason);
        text["min_length"] = EmergencyRules.ShortestReason;
        if (value.Length > 0)
            text["initial_value"] = SlackText.Lines(value, SlackLimits.Justification);
        return text;
    }

    private static JsonObject Menu(IReadOnlyList<Entitlement> glass, Entitlement? chosen)
    {
        var menu = new JsonObject
        {
            ["type"] = "static_select",
            ["action_id"] = SlackForm.Entitlement,
            ["options"] = SlackForm.Options(glass),
        };
        if (chosen is not null && SlackForm.Options([chosen]) is [var option])
            menu["initial_option"] = option!.DeepClone();
        return menu;
    }
}
