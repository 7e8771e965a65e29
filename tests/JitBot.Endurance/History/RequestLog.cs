using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Endurance.History;

/// <summary>The lines of one request, in order, and what they say.</summary>
internal sealed class RequestLog(string id, IReadOnlyList<AccessEvent> lines)
{
    public string Id => id;

    public IReadOnlyList<AccessEvent> Lines => lines;

    public AccessEvent.Asked? Asked => First<AccessEvent.Asked>();

    public AccessEvent.GrantBegun? Begun => First<AccessEvent.GrantBegun>();

    public AccessEvent.GrantConfirmed? Confirmed => First<AccessEvent.GrantConfirmed>();

    public AccessEvent.RevocationBegun? Revoked => First<AccessEvent.RevocationBegun>();

    /// <summary>The membership it is about, once the subject is known.</summary>
    public HoldingKey? Holding => Asked is { } asked && First<AccessEvent.Prepared>() is { } prepared
        ? new HoldingKey(asked.Terms.Provider, asked.Terms.Resource, prepared.Subject)
        : null;

    /// <summary>When what it gave was to end, or to be given up if it was never confirmed.</summary>
    public DateTimeOffset? Due
    {
        get
        {
            DateTimeOffset? due = Confirmed?.EndsAt ?? Begun?.NotAfter;
            return Revoked is { } revoked && revoked.At < due ? revoked.At : First<AccessEvent.GrantFailed>() is { } failed && failed.At < due ? failed.At : due;
        }
    }

    /// <summary>From when on it stands in the way of no other; null while it does.</summary>
    public DateTimeOffset? OverAt => lines.FirstOrDefault(line => line is AccessEvent.Denied or AccessEvent.Withdrawn or AccessEvent.Lapsed or AccessEvent.Voided
        or AccessEvent.CouldNotBeGranted or AccessEvent.GrantFailed or AccessEvent.RevocationBegun or AccessEvent.Ended)?.At;

    public IEnumerable<PersonRef> People => lines.Select(line => line switch
    {
        AccessEvent.Asked e => e.Requester,
        AccessEvent.Approved e => e.Approver,
        AccessEvent.ApprovalTakenBack e => e.Approver,
        AccessEvent.Denied e => e.Approver,
        AccessEvent.Refused e => e.Person,
        _ => null,
    }).OfType<PersonRef>();

    /// <summary>Whose yes stood when the grant began.</summary>
    public IReadOnlyList<AccessEvent.Approved> Votes()
    {
        var votes = new List<AccessEvent.Approved>();
        foreach (var line in lines.TakeWhile(line => line is not AccessEvent.GrantBegun))
        {
            if (line is AccessEvent.Approved yes)
                votes.Add(yes);
            else if (line is AccessEvent.ApprovalTakenBack back)
                votes.RemoveAll(vote => vote.Approver.Id == back.Approver.Id);
        }

        return votes;
    }

    private T? First<T>()
        where T : AccessEvent => lines.OfType<T>().FirstOrDefault();
}
