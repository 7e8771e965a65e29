using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>Draws the platform-neutral picture of a request from its state.</summary>
public static class AccessPicture
{
    /// <summary>The picture; null before anything was asked. <paramref name="votes"/> are all yeses and the no, as the log tells them; <paramref name="now"/> are the terms
    /// in force now, without which no more time is offered.</summary>
    public static RequestView? Draw(RequestId id, AccessState state, long version, IReadOnlyList<VoteView> votes, StoryTexts texts, Terms? now = null)
    {
        if (state is not AccessState.Known known)
            return null;
        var facts = known.Facts;
        return new RequestView(
            id,
            facts.Handle,
            version,
            PhaseOf(known),
            texts.Name(facts.Requester.Id),
            facts.Terms.EntitlementName,
            facts.Length,
            texts.Text(facts.Justification),
            Status(known),
            votes,
            ApprovalsNeeded(known),
            Approvers(WaitRules.Asked(known.Undecided ?? known), texts))
        {
            AskedBy = facts.AskedBy is { } by ? texts.Name(by.Id) : null,
            Stages = facts.Terms.Stages.Count,
            AsksWhy = facts.Terms.AsksWhy,
            AskAgain = AskAgain.Line(known, texts),
            IsExtension = known is AccessState.Active { Asking: not null },
            MoreTimes = ExtendRules.Offers(known, now),
            CanEscalate = known is AccessState.Pending && facts.Terms.BreakGlass is not null,
            Emergency = facts.Emergency is { } emergency ? new EmergencyView(emergency.Reviews.Count, emergency.ReviewBy) : null,
        };
    }

    /// <summary>The votes that stand, from the events so far.</summary>
    public static IReadOnlyList<VoteView> Votes(IEnumerable<AccessEvent> events, StoryTexts texts)
    {
        var votes = new List<(PersonId Who, VoteView View)>();
        foreach (var happened in events)
        {
            switch (happened)
            {
                case AccessEvent.ExtensionAsked:
                    votes.Clear();
                    break;
                case AccessEvent.Approved e:
                    votes.RemoveAll(vote => vote.Who == e.Approver.Id);
                    votes.Add((e.Approver.Id, new VoteView(texts.Name(e.Approver.Id), Approves: true, e.At)));
                    break;
                case AccessEvent.ApprovalTakenBack e:
                    votes.RemoveAll(vote => vote.Who == e.Approver.Id);
                    break;
                case AccessEvent.ApprovalFell e:
                    votes.RemoveAll(vote => vote.Who == e.Approver.Id);
                    break;
                case AccessEvent.Objected e:
                    votes.RemoveAll(vote => vote.Who == e.Approver.Id);
                    votes.Add((e.Approver.Id, new VoteView(texts.Name(e.Approver.Id), Approves: false, e.At)));
                    break;
                case AccessEvent.Denied e:
                    votes.RemoveAll(vote => vote.Who == e.Approver.Id);
                    votes.Add((e.Approver.Id, new VoteView(texts.Name(e.Approver.Id), Approves: false, e.At)));
                    break;
            }
        }

        return [.. votes.Select(vote => vote.View)];
    }

    /// <summary>Who may decide, as people read it.</summary>
    public static IReadOnlyList<string> Approvers(IEnumerable<Rule> rules, StoryTexts texts) =>
    [
        .. rules.Select(rule => rule switch
        {
            Rule.Everyone => "everyone",
            Rule.Named named => texts.Name(named.Person),
            Rule.ManagerOf => "the requester's manager",
            Rule.Member member => $"members of {member.Source} {member.Group}",
            _ => throw new InvalidOperationException($"A rule without words: {rule}."),
        }),
    ];

    private static int ApprovalsNeeded(AccessState.Known state) => state.Undecided is { } pending
        ? pending.Facts.Terms.Stages.Take(pending.Waiting.Stage + 1).Sum(stage => stage.Approvals)
        : state.Facts.Terms.Stages.Sum(stage => stage.Approvals);

    /// <summary>The phase a state is shown as.</summary>
    public static Phase PhaseOf(AccessState.Known state) => state switch
    {
        AccessState.Preparing => Phase.Preparing,
        AccessState.Pending => Phase.Pending,
        AccessState.Granting => Phase.Granting,
        AccessState.Active => Phase.Active,
        AccessState.Ending => Phase.Ending,
        AccessState.Ended { Cause: EndCause.NotGrantable } => Phase.Failed,
        AccessState.Ended => Phase.Ended,
        AccessState.Closed closed => closed.Outcome,
        _ => throw new InvalidOperationException($"A state without a phase: {state.GetType().Name}."),
    };

    private static Words Status(AccessState.Known state) => state switch
    {
        AccessState.Preparing => Words.Of($"Being checked with {state.Facts.Terms.Provider}."),
        AccessState.Pending s => StageWords.Status(s),
        AccessState.Granting { WasFrozen: true, Facts.Emergency: not null } s => Words.Of(
            $"Taken in an emergency while granting was frozen: it is given when two operators have let granting go on, and not after {s.NotAfter}."),
        AccessState.Granting { WasFrozen: true } s => Words.Of(
            $"Approved while granting was frozen: it is given when two operators have let granting go on, and not after {s.NotAfter}."),
        AccessState.Granting s => Words.Of($"Approved; {s.Facts.Terms.Provider} has not confirmed it yet."),
        AccessState.Active { Standing: true } => Words.Of($"Had this membership already; it stays."),
        AccessState.Active { Asking: { } asking } s => Words.Of(
            $"Granted until {s.EndsAt}. More time is asked for, until {s.Since + asking.Facts.Length}: {StageWords.SoFar(asking)}."),
        AccessState.Active s => Words.Of($"Granted until {s.EndsAt}."),
        AccessState.Ending { DelayTold: true } s => Words.Of($"Removal overdue: {s.Facts.Terms.Provider} does not take it yet. JitBot goes on trying."),
        AccessState.Ending => Words.Of($"The membership is being removed."),
        AccessState.Ended s => AccessStory.Over(s.How, s.Facts),
        AccessState.Closed { Outcome: Phase.Denied } => Words.Of($"Denied."),
        AccessState.Closed { Outcome: Phase.Withdrawn, Facts.AskedBy: not null } => Words.Of($"Withdrawn by whoever asked, or whom it was for."),
        AccessState.Closed { Outcome: Phase.Withdrawn } => Words.Of($"Withdrawn by the requester."),
        AccessState.Closed { Outcome: Phase.Lapsed } => Words.Of($"Lapsed: nobody answered in time."),
        AccessState.Closed { Outcome: Phase.Void } => Words.Of($"Void: the requester's account is out of use."),
        AccessState.Closed => Words.Of($"It cannot be granted."),
        _ => throw new InvalidOperationException($"A state without a status: {state.GetType().Name}."),
    };
}
