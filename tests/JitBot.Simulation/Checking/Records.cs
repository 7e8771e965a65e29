using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Simulation.People;

namespace JitBot.Simulation.Checking;

/// <summary>A request as its lines tell it; folded here anew, so that a fault in the product's own folding shows.</summary>
internal sealed class RequestRecord(RequestId id, AccessEvent.Asked asked)
{
    public RequestId Id => id;

    public AccessEvent.Asked Asked => asked;

    public Dictionary<PersonId, AccessEvent.Approved> Votes { get; } = [];

    /// <summary>How many tiers of which stage were called.</summary>
    public (int Stage, int Tiers) Called { get; set; }

    /// <summary>The stage that decides, since when.</summary>
    public (int Stage, DateTimeOffset Since) Stage { get; set; }

    /// <summary>The noes that were not enough alone.</summary>
    public HashSet<SimPerson> Objections { get; } = [];

    /// <summary>For how long it was approved, once somebody approved less than was asked for.</summary>
    public TimeSpan Length { get; set; } = asked.Length;

    public DateTimeOffset? DeniedAt { get; set; }

    /// <summary>That glass was broken for it, when, and who has looked at it since.</summary>
    public AccessEvent.GlassBroken? Glass { get; set; }

    /// <summary>Who has looked at the emergency.</summary>
    public HashSet<SimPerson> Reviewers { get; } = [];

    /// <summary>Whether nobody had to be asked.</summary>
    public bool IsAuto { get; set; }

    /// <summary>Where it cannot be shown any more.</summary>
    public bool HasLostPlace { get; set; }

    /// <summary>Everybody who ever said yes, as often as it counted; whoever takes a yes back may say it again.</summary>
    public List<SimPerson> Approvals { get; } = [];

    public string? Subject { get; set; }

    public DateTimeOffset? GrantBegunAt { get; set; }

    /// <summary>The yeses that decided it; those to more time come after.</summary>
    public IReadOnlyList<AccessEvent.Approved> Decided { get; set; } = [];

    public AccessEvent.GrantConfirmed? Confirmed { get; set; }

    public DateTimeOffset? EndBegunAt { get; set; }

    /// <summary>Until when more time is asked for; null while none is.</summary>
    public DateTimeOffset? AsksUntil { get; set; }

    /// <summary>How often whoever is to decide was reminded since the stage began that decides now.</summary>
    public int Reminders { get; set; }

    /// <summary>How it was before there was more time the last time, and by whose yeses there was; null if there was none, or it was taken back.</summary>
    public (DateTimeOffset EndsAt, bool IsWarned, IReadOnlyList<AccessEvent.Approved> Votes)? BeforeMore { get; set; }

    /// <summary>Whether it was written down that the requester is to be told of the end.</summary>
    public bool IsWarned { get; set; }

    /// <summary>Whether somebody else had asked for it and took it back after whom it was for had been told of it.</summary>
    public bool IsTakenFromThem { get; set; }

    public EndCause? Cause { get; set; }

    public Leaving? Ended { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The same by the world's clock, whatever the program's own said.</summary>
    public DateTimeOffset? EndedInTruthAt { get; set; }

    /// <summary>Whether it was told what the directory's log shows, or that it could not be read.</summary>
    public bool HasEvidence { get; set; }

    /// <summary>Whether it was told that the requester was signed out everywhere, or could not be.</summary>
    public bool IsSignOutTold { get; set; }

    /// <summary>Closed without ever having been approved.</summary>
    public bool IsClosed { get; set; }

    public bool IsInForce => Confirmed is { Standing: false } && EndBegunAt is null;

    public HoldingKey? Holding => Subject is null ? null : new HoldingKey(asked.Terms.Provider, asked.Terms.Resource, Subject);
}

/// <summary>A call that was written down before it was made.</summary>
internal sealed record AttemptRecord(HoldingEvent.AttemptBegun Begun, DateTimeOffset CommittedAt, IReadOnlyList<RequestId> Claims)
{
    public int CallsSeen { get; set; }
}

/// <summary>A holding as its lines tell it.</summary>
internal sealed class HoldingRecord(HoldingKey key)
{
    public HoldingKey Key => key;

    /// <summary>The requests that claim it, and until when something may be added for each.</summary>
    public Dictionary<RequestId, DateTimeOffset> Claims { get; } = [];

    public HashSet<RequestId> EarlyReleases { get; } = [];

    public Dictionary<string, AttemptRecord> Attempts { get; } = new(StringComparer.Ordinal);

    public string? InFlight { get; set; }
}
