using JitBot.Core.Access;

namespace JitBot.Endurance.History.Rules;

/// <summary>I1 and I8: nothing is given that enough different, entitled people other than the requester did not agree to, as they remember it.</summary>
internal static class ApprovalRules
{
    private const string Promise = "I1 approved";

    public static IEnumerable<Violation> Check(Story story, LogIndex log) =>
        Adds(story, log).Concat(log.Requests.Values.Where(request => request.Begun is not null).SelectMany(request => Votes(story, log, request)));

    private static IEnumerable<Violation> Adds(Story story, LogIndex log) =>
        from add in story.Changes
        where add is { Added: true, Ours: true } && !log.GrantsOf(add.Holding).Any(grant => grant.Begun!.At <= add.At)
        select new Violation(Promise, $"{add.Holding} was added at {add.At:O}, and no grant of it had begun before");

    private static IEnumerable<Violation> Votes(Story story, LogIndex log, RequestLog request)
    {
        var asked = request.Asked!;
        var votes = request.Votes();
        var people = votes.Select(vote => vote.Approver.Id).Distinct().Count();
        var needed = asked.Terms.Stages.Sum(stage => stage.Approvals);
        if (people < needed)
            yield return new Violation(Promise, $"{request.Id} was granted with {people} of {needed} approvals");
        foreach (var vote in votes)
        {
            var who = log.Handles.GetValueOrDefault(vote.Approver.Id.Value, "somebody unknown");
            if (vote.Approver.Id == asked.Requester.Id)
                yield return new Violation("I8 not oneself", $"{who} approved {request.Id}, which is {who}'s own");
            else if (!story.Approvers.Contains(who))
                yield return new Violation(Promise, $"{who} approved {request.Id} and is no approver");
            else if (!IsRemembered(story, request, vote, who))
                yield return new Violation(Promise, $"{who} does not remember approving {request.Id} before {vote.At:O}");
        }
    }

    private static bool IsRemembered(Story story, RequestLog request, AccessEvent.Approved vote, string who) => story.Gestures.Any(gesture =>
        gesture.Kind == GestureKind.Approve && gesture.Request == request.Id && gesture.Who == who && Tolerance.IsBefore(story, gesture, vote.At));
}
