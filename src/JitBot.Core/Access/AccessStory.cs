using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>
/// Names and personal texts as they stand now beside the log; what was erased reads "(erased)".
/// </summary>
public sealed record StoryTexts(IReadOnlyDictionary<PersonId, string> Names, IReadOnlyDictionary<string, string> Texts)
{
    private const string Erased = "(erased)";

    /// <summary>A person's name.</summary>
    public string Name(PersonId person) => Names.GetValueOrDefault(person, Erased);

    /// <summary>The text with this hash.</summary>
    public string Text(string hash) => Texts.GetValueOrDefault(hash, Erased);
}

/// <summary>The words of a request: what its thread tells line by line.</summary>
public static class AccessStory
{
    /// <summary>The line an event adds to the thread, or null if it is not told there.</summary>
    public static Words? Line(AccessEvent happened, AccessFacts facts, StoryTexts texts) => happened switch
    {
        AccessEvent.Asked { AskedBy: { } by } e => Words.Of($"Asked by {Who(texts, by)} for {Who(texts, e.Requester)}. Neither of them decides on it."),
        AccessEvent.Approved { Reason: null } e => Words.Of($"{Who(texts, e.Approver)} approved."),
        AccessEvent.Approved e => Words.Of($"{Who(texts, e.Approver)} approved: {texts.Text(e.Reason!)}"),
        AccessEvent.ApprovalFell e => Words.Of($"The approval of {Who(texts, e.Approver)} does not count any more: they may not decide on this now."),
        AccessEvent.Shortened e => Words.Of($"{Who(texts, e.Approver)} approved it for {e.Length} instead of what was asked for."),
        AccessEvent.Objected { Reason: null } e => Words.Of($"{Who(texts, e.Approver)} is against it."),
        AccessEvent.Objected e => Words.Of($"{Who(texts, e.Approver)} is against it: {texts.Text(e.Reason!)}"),
        AccessEvent.StageReached e => StageWords.Reached(e.Stage, facts.Terms, texts),
        AccessEvent.TierCalled e => StageWords.Called(e, facts.Terms, texts),
        AccessEvent.Reminded { EndsAt: { } endsAt } => Words.Of($"More time still waits for an approval. The access ends {endsAt}."),
        AccessEvent.Reminded => Words.Of($"This still waits for an approval. It lapses {facts.LapsesAt}."),
        AccessEvent.GlassBroken e => EmergencyWords.Broken(e, Who(texts, facts.Requester), texts),
        AccessEvent.EmergencyDropped { MayMakeDeciders: true } => Words.Of(
            $"This makes people approvers or operators, or the directory does not say whether it does, so nobody can take it at once and approvers are asked."),
        AccessEvent.EmergencyDropped => Words.Of($"The policy does not let this be taken at once any more, so approvers are asked."),
        AccessEvent.Reviewed e => Words.Of($"{Who(texts, e.Reviewer)} has looked at this emergency: {texts.Text(e.Finding)}"),
        AccessEvent.ReviewOverdue e => EmergencyWords.Overdue(e, facts),
        AccessEvent.AutoApproved e => StageWords.Auto(e.By, texts),
        AccessEvent.ApprovalTakenBack { HadVoted: true } e => Words.Of($"{Who(texts, e.Approver)} took the approval back."),
        AccessEvent.Denied { Reason: null } e => Words.Of($"{Who(texts, e.Approver)} denied the request."),
        AccessEvent.Denied e => Words.Of($"{Who(texts, e.Approver)} denied the request: {texts.Text(e.Reason!)}"),
        AccessEvent.Withdrawn e => Words.Of($"{Who(texts, e.By ?? facts.Requester)} withdrew the request."),
        AccessEvent.Lapsed => Words.Of($"Nobody answered within {facts.Terms.LapsesAfter}; the request has lapsed."),
        AccessEvent.Voided e => Words.Of($"The account of {Who(texts, facts.Requester)} in {e.Seen.Account.Platform} {Out(e.Seen)}; the request is void."),
        AccessEvent.GrantBegun { IsFrozen: true } e => Words.Of($"Granting is frozen, so this waits until two operators let it go on. It is not given after {e.NotAfter}."),
        AccessEvent.GrantConfirmed { Standing: true } => Words.Of($"{Who(texts, facts.Requester)} has this membership already; it was there before and will not be removed."),
        AccessEvent.GrantConfirmed e => Words.Of($"Access granted: {facts.Terms.Provider} confirmed the membership. It ends {e.EndsAt}."),
        AccessEvent.GrantFailed e => Words.Of($"It could not be granted: {e.Why}"),
        AccessEvent.ExtensionAsked e => Words.Of($"{Who(texts, facts.Requester)} asks for more time, until {e.Until}: {texts.Text(e.Justification)}"),
        AccessEvent.Extended e => Words.Of($"There is more time: it ends {e.EndsAt}."),
        AccessEvent.ExtensionTakenBack e => Words.Of($"{Who(texts, e.Approver)} took the approval of more time back: it ends {e.EndsAt}."),
        AccessEvent.ExtensionDenied { Reason: null } e => Words.Of($"{Who(texts, e.Approver)} said no to more time; the old end stands."),
        AccessEvent.ExtensionDenied e => Words.Of($"{Who(texts, e.Approver)} said no to more time; the old end stands. The reason: {texts.Text(e.Reason!)}"),
        AccessEvent.RevocationBegun e => Begun(e, facts, texts),
        AccessEvent.RevocationDelayed e => Words.Of($"The removal does not get through yet ({e.What}). JitBot goes on trying until the membership is gone."),
        AccessEvent.Ended e => Over(e.How, facts),
        AccessEvent.Reappeared { RemovedAgain: true } => Words.Of($"The membership was there again when JitBot looked once more; it is being removed again."),
        AccessEvent.Reappeared => Words.Of($"The membership is there again. JitBot did not add it and leaves it alone; please check who did."),
        AccessEvent.EvidenceRead e => EvidenceWords.For(e, facts, texts),
        AccessEvent.EvidenceMissed e => Words.Of($"What was done with the access could not be read in the log of {facts.Terms.Provider}: {e.Why}"),
        AccessEvent.SignedOut => SignOutWords.Done(facts, Who(texts, facts.Requester)),
        AccessEvent.SignOutMissed e => SignOutWords.Missed(e, facts, Who(texts, facts.Requester)),
        AccessEvent.RequesterUntold e => Words.Of($"{Who(texts, facts.Requester)} could not be told in private: {e.Todo}."),
        _ => null,
    };

    /// <summary>How it ended, in words, and what becomes of sessions.</summary>
    public static Words Over(Leaving how, AccessFacts facts) => SignOutWords.Behind(HowOver(how, facts), how, facts);

    private static Words HowOver(Leaving how, AccessFacts facts) => how switch
    {
        Leaving.Removed => Words.Of($"Access removed, and {facts.Terms.Provider} confirmed that the membership is gone."),
        Leaving.WasGone => Words.Of($"The membership was gone already when its time was up; {facts.Terms.Provider} confirmed that."),
        Leaving.Standing => Words.Of($"The time is up. The membership was there before the request and stays as it was."),
        Leaving.StillNeeded => Words.Of($"The time is up. Another grant still needs the membership, so it stays until that one ends."),
        Leaving.NeverAdded => Words.Of($"Nothing had been added, so there is nothing to remove."),
        Leaving.AddedByOthers => Words.Of($"JitBot removed what it had added, but the membership is there: somebody else added it. JitBot leaves it alone; please check."),
        _ => throw new InvalidOperationException($"An end without words: {how}."),
    };

    private static Words Begun(AccessEvent.RevocationBegun e, AccessFacts facts, StoryTexts texts) => e.Cause switch
    {
        EndCause.Expired when e.MoreWasUndecided => Words.Of($"The time is up, and nobody has decided on more; the membership is being removed."),
        EndCause.Expired => Words.Of($"The time is up; the membership is being removed."),
        EndCause.Returned => Words.Of($"{Who(texts, facts.Requester)} gave the access back; the membership is being removed."),
        EndCause.Revoked => e.Reason is null
            ? Words.Of($"{Who(texts, e.By!)} took the access away; the membership is being removed.")
            : Words.Of($"{Who(texts, e.By!)} took the access away; the membership is being removed. The reason: {texts.Text(e.Reason)}"),
        EndCause.Unreviewed => Words.Of($"Nobody has looked at this emergency in time; the membership is being removed."),
        EndCause.Undone => Words.Of($"{Who(texts, e.By!)} took the approval back; the membership is being removed."),
        EndCause.Deactivated => Words.Of(
            $"The account of {Who(texts, facts.Requester)} in {e.Seen!.Account.Platform} {Out(e.Seen)}; the membership is being removed."),
        EndCause.NeverConfirmed when e.WasFrozen => Words.Of(
            $"Granting was frozen when this was decided, and {facts.Terms.Provider} has not confirmed the membership in time; whatever may have been added is being removed."),
        EndCause.NeverConfirmed => Words.Of($"{facts.Terms.Provider} did not confirm the membership in time; whatever may have been added is being removed."),
        EndCause.NotGrantable => Words.Of($"It could not be granted; whatever may have been added is being removed."),
        _ => throw new InvalidOperationException($"A cause without words: {e.Cause}."),
    };

    private static string Out(Departure seen) => seen.How switch
    {
        AccountEnd.Deactivated => "is deactivated",
        AccountEnd.Suspended => "is suspended",
        AccountEnd.Deleted => "is not there any more",
        _ => throw new InvalidOperationException($"An end without words: {seen.How}."),
    };

    private static Word.Strong Who(StoryTexts texts, PersonRef person) => new(texts.Name(person.Id));
}
