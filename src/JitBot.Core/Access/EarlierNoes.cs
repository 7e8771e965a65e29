using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>Whether people said no before: then they are asked again, whatever rule would spare them. Pure.</summary>
public static class EarlierNoes
{
    /// <summary>
    /// Whether these lines of a request hold a no, to it or to more time, that was said at this moment or later: one that decided, or one that was not enough and
    /// that whoever said it has not made a yes since.
    /// </summary>
    public static bool AreSince(IEnumerable<AccessEvent> events, DateTimeOffset since)
    {
        var noes = new Dictionary<PersonId, DateTimeOffset>();
        var decided = false;
        foreach (var happened in events)
        {
            decided |= happened is AccessEvent.Denied or AccessEvent.ExtensionDenied && happened.At >= since;
            if (happened is AccessEvent.Objected objected)
                noes[objected.Approver.Id] = objected.At;
            if (happened is AccessEvent.Approved approved)
                noes.Remove(approved.Approver.Id);
        }

        return decided || noes.Values.Any(at => at >= since);
    }
}
