using System.Globalization;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>Tells in lines what happened in a rehearsal, and which rule decided what; people stand in it by their addresses.</summary>
internal sealed class RehearsalStory(RehearsedRequest request)
{
    private readonly List<string> _lines = [];

    /// <summary>What somebody did, and that it was refused, by which rule.</summary>
    public void Refused(AccessState state, AccessCommand command, Refusal why) =>
        _lines.Add($"{Moment(command.At)}{Deed(command)}: refused, {why}{(RuleOf(state, command, why) is { } rule ? $": {rule}" : "")}");

    /// <summary>What somebody did, and what came of it; the state is the one after it.</summary>
    public void Accepted(AccessState state, AccessCommand command, IReadOnlyList<AccessEvent> events)
    {
        var came = events.Select(happened => Words(state, happened)).OfType<string>().ToList();
        if (came.Count > 0)
            _lines.Add($"{Moment(command.At)}{Deed(command)}: {string.Join("; ", came)}");
        else if (events.Count == 0 && command is AccessCommand.ByPerson)
            _lines.Add($"{Moment(command.At)}{Deed(command)}: it changes nothing");
    }

    /// <summary>The lines so far, in their order, and what it waits for, if it does.</summary>
    public IReadOnlyList<string> Until(AccessState state) => state is AccessState.Pending pending
        ? [.. _lines, $"in the end: it waits for stage {Stage(pending.Waiting.Stage)}, {Wanted(pending.Stage)} of {RuleNames.Of(pending.Stage.ApproversAt(pending.Waiting.Tiers))}"]
        : [.. _lines];

    private string Moment(DateTimeOffset at) => at > request.At ? $"after {Spans.InWords(at - request.At)}, " : "";

    private static string Deed(AccessCommand command) => command switch
    {
        AccessCommand.Ask { Emergency: not null } ask => $"{Who(ask.Actor)} takes it at once",
        AccessCommand.Ask ask => $"{Who(ask.Actor)} asks for {Spans.InWords(ask.Length)}",
        AccessCommand.Approve approve => $"{Who(approve.Actor)} says yes",
        AccessCommand.Deny deny => $"{Who(deny.Actor)} says no",
        AccessCommand.Escalate escalate => $"{Who(escalate.Actor)} takes at once what waits",
        AccessCommand.Prepared => "then",
        AccessCommand.Wake => "nobody has answered",
        _ => throw new InvalidOperationException($"A command that no rehearsal gives: {command.GetType().Name}."),
    };

    private static string Who(Actor actor) => actor.Account.Id;

    private string? Words(AccessState state, AccessEvent happened) => happened switch
    {
        AccessEvent.Asked asked => request.IsEmergency ? null : $"they may, by {RuleNames.Of(asked.Terms.Requesters.Where(IsThem))} in Requesters",
        AccessEvent.Prepared => WhyAsked(state),
        AccessEvent.AutoApproved auto => $"nobody is asked, by the rule of AutoApprovals for {RuleNames.Of(auto.By.For)} up to {Spans.InWords(auto.By.AtMost)}",
        AccessEvent.GlassBroken glass => $"glass is broken for {Spans.InWords(glass.Length)}, by BreakGlass",
        AccessEvent.EmergencyDropped => "it makes people approvers or operators, so others are asked",
        AccessEvent.Approved yes => $"it counts in stage {Stage(yes.Stage)}, by {RuleNames.Of(yes.By)}",
        AccessEvent.Objected => "it is not enough alone, by Denials",
        AccessEvent.Denied => "it is denied",
        AccessEvent.StageReached reached => $"it is for stage {Stage(reached.Stage)}",
        AccessEvent.TierCalled called => $"tier {Number(called.Tiers)} of stage {Stage(called.Stage)} is asked too: {RuleNames.Of(TierOf(called).Approvers)}",
        AccessEvent.Lapsed => "it lapses, by RequestLapsesAfter",
        AccessEvent.GrantBegun => "it is granted",
        _ => null,
    };

    private bool IsThem(Rule rule) => rule is Rule.Everyone || (rule is Rule.Named named ? named.Person == request.Who : request.Belongs(request.Who, rule));

    private Tier TierOf(AccessEvent.TierCalled called) => request.Terms!.Stages[called.Stage].Tiers[called.Tiers - 1];

    private string? WhyAsked(AccessState state) => state is AccessState.Pending { Waiting: { Stage: 0, Tiers: 0 } } pending
        ? $"{(request.Terms!.AutoApprovals.Count > 0 ? "no rule of AutoApprovals holds, so " : "")}stage {Stage(0)} is asked, {Wanted(pending.Stage)} of {RuleNames.Of(pending.Stage.Approvers)}"
        : null;

    /// <summary>The rule as the catalogue has it; null where the name of the refusal says it all.</summary>
    private string? RuleOf(AccessState state, AccessCommand command, Refusal why) => (why, request.Terms) switch
    {
        _ when command is AccessCommand.ByPerson { Actor: Actor.Barred barred } => request.TurnsAway(new PersonId(barred.Account.Id))?.Why,
        (Refusal.NotEligible, { } terms) => $"Requesters are {RuleNames.Of(terms.Requesters)}",
        (Refusal.LengthNotAllowed, { } terms) => $"LongestGrant is {Spans.InWords(terms.LongestGrant)}",
        (Refusal.JustificationTooShort, { } terms) => $"MinimumJustification is {Number(terms.MinimumJustification)}",
        (Refusal.NobodyCanApprove, { } terms) => $"without them there are not enough Approvers: {RuleNames.Of(terms.Approvers)}",
        (Refusal.ReasonMissing, _) => "ReasonToApprove is true",
        (Refusal.NotAnApprover, _) when state is AccessState.Pending pending =>
            $"stage {Stage(pending.Waiting.Stage)} is decided by {RuleNames.Of(pending.Stage.ApproversAt(pending.Waiting.Tiers))} at that moment",
        (Refusal.AlreadyDecided, _) => "it was decided before",
        (Refusal.NoBreakGlass, _) => "the policy has no BreakGlass, or the group makes its members approvers or operators",
        (Refusal.MayNotBreakGlass, { BreakGlass: { } glass }) => $"BreakGlass is for {RuleNames.Of(glass.For)}",
        _ => null,
    };

    private string Stage(int stage) => $"{Number(stage + 1)} of {Number(request.Terms!.Stages.Count)}";

    private static string Wanted(Stage stage) => $"{Number(stage.Approvals)} yes{(stage.Approvals == 1 ? "" : "es")}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
