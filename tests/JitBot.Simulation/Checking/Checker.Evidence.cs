using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Simulation.Directory;

namespace JitBot.Simulation.Checking;

/// <summary>I9, for what the directories' own logs show: of each grant that wants it once, of no other, and of the right person's time alone.</summary>
internal sealed partial class Checker
{
    /// <summary>A log is about to be read.</summary>
    public void CheckEvidence(SimDirectory directory, string subject, DateTimeOffset from, DateTimeOffset until)
    {
        var isOfOne = _requests.Values.Any(request => IsWanted(request) && request.Subject == subject && request.Asked.Terms.Provider == directory.Name
            && request.Confirmed!.At == from && request.EndedAt == until);
        Expect(isOfOne, "I9 evidence", $"the log of {subject} is read from {from} until {until}, when no grant of theirs was in force");
    }

    private void CheckEvidenceLine(RequestRecord request)
    {
        Expect(IsWanted(request), "I9 evidence", $"{request.Id} tells what was done with an access that was none");
        Expect(!request.HasEvidence, "I9 evidence", $"{request.Id} tells twice what was done");
        request.HasEvidence = true;
    }

    private void CheckEvidenceIsThere()
    {
        foreach (var request in _requests.Values.Where(request => IsWanted(request) && !request.HasEvidence))
            Expect(false, "I9 evidence", $"{request.Id} never tells what was done with the access");
    }

    private static bool IsWanted(RequestRecord request) => request is
    {
        Asked.Terms.Evidence: true, Confirmed: not null, Cause: EndCause.Expired or EndCause.Returned or EndCause.Revoked or EndCause.Undone or EndCause.Unreviewed or EndCause.Deactivated,
        Ended: Leaving.Removed or Leaving.WasGone or Leaving.StillNeeded or Leaving.AddedByOthers,
    };
}
