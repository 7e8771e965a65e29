using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Engine.Emergencies;
using static JitBot.Chat.Teams.TeamsElements;

namespace JitBot.Chat.Teams;

/// <summary>What somebody presses in an emergency: taking something at once, and saying what was found when they looked at it. Pure.</summary>
internal static class TeamsEmergency
{
    /// <summary>The input that says what the emergency is.</summary>
    public const string Why = "emergency";

    /// <summary>The input that says what was found.</summary>
    public const string Finding = "finding";

    /// <summary>A form takes nobody's place, so it carries no request's handle.</summary>
    private const string NoHandle = "-";

    /// <summary>
    /// Takes an entitlement at once: one menu of what is offered, filled in already where it is known what they mean, and a reason. Where nothing is offered it says
    /// what would change that.
    /// </summary>
    public static TeamsPost Form(GlassOffer glass, Entitlement? named, IReadOnlyDictionary<string, int> habits, string reason, bool isFrozen) => glass.Nothing is { } nothing
        ? TeamsCards.Ours(nothing)
        : TeamsCards.Ours(
            GlassWords.Before(isFrozen),
            [
                .. glass.WhyNot(named) is { } why ? [RichText(Sentence(why, TeamsLimits.RowText))] : Array.Empty<JsonObject>(),
                TeamsForm.ChooseAmong(glass.Offered, glass.Likely(named, habits)),
                Reason(reason),
                Actions(Execute(TeamsVerbs.BreakGlass, "Take it now", TeamsCards.Data(NoHandle), "destructive")),
            ]);

    /// <summary>The button that brings the form.</summary>
    public static JsonObject Opener() => Execute(TeamsVerbs.OpenEmergency, "🚨 Emergency", TeamsCards.Data(NoHandle));

    /// <summary>Takes at once what waits for an approver: a reason alone.</summary>
    public static JsonObject Escalate(string handle, long version = 0) => Unfold(
        "It is an emergency…",
        RichText(Run(GlassWords.Anytime)),
        Reason(""),
        Actions(Execute(TeamsVerbs.Escalate, "Take it now", TeamsCards.Data(handle, version), "destructive")));

    /// <summary>Says what was found.</summary>
    public static JsonObject Review(RequestView view) => Unfold(
        "Review…",
        TeamsForm.LongText(Finding, "What did you find?", "What was done with the access, and whether it was right. It stands in the log."),
        Actions(Execute(TeamsVerbs.Review, "File", TeamsCards.Data(view.Handle, view.Version))));

    /// <summary>The emergencies that need a review.</summary>
    public static TeamsPost Owed(IReadOnlyList<RequestView> owed) => TeamsCards.Ours(
        owed.Count == 0 ? "No emergency waits for a review." : $"These emergencies need two reviews each, the one due soonest first. {EmergencyDesk.ReviewUsage}",
        owed.Select(each => RichText([
            Run(TeamsCards.Name(each.Requester), "bolder"), Run($": {TeamsCards.Name(each.Entitlement)}. Reviews: "),
            .. Sentence(CardWords.Reviews(each.Emergency!), TeamsLimits.RowText), Run($". Request {each.Id}"),
        ])));

    private static JsonObject Reason(string value) =>
        TeamsForm.LongText(Why, "What is the emergency?", "Everybody in the channels named for it will read it.", value);
}
