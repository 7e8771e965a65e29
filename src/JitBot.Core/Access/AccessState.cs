using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>What is known of a request from its first line on.</summary>
public sealed record AccessFacts(
    PersonRef Requester,
    AccountId Account,
    Terms Terms,
    TimeSpan Length,
    string Justification,
    string Handle,
    DateTimeOffset AskedAt,
    IReadOnlyList<Place> Places)
{
    /// <summary>Who asked for the requester, when it was somebody else.</summary>
    public PersonRef? AskedBy { get; init; }

    /// <summary>Whether it was said that the requester could not be told something in private: it is said once.</summary>
    public bool IsUntoldSaid { get; init; }

    /// <summary>That glass was broken for it, if it was.</summary>
    public Emergency? Emergency { get; init; }

    /// <summary>Where its card cannot be shown any more.</summary>
    public IReadOnlyList<Place> LostPlaces { get; init; } = [];

    /// <summary>When it lapses if nobody answers.</summary>
    public DateTimeOffset LapsesAt => AskedAt + Terms.LapsesAfter;

    /// <summary>Whose own it is: who gets it, and who asked for it. Nobody decides on what is their own.</summary>
    public IReadOnlyList<PersonId> Owners => AskedBy is { } by ? [Requester.Id, by.Id] : [Requester.Id];

    /// <summary>Whether it is this person's own.</summary>
    public bool IsOwn(Ties ties, PersonId person) => Owners.Any(own => ties.AreOne(person, own));

    /// <summary>The holding this request is about, once the subject is known.</summary>
    public HoldingKey HoldingOf(string subject) => new(Terms.Provider, Terms.Resource, subject);
}

/// <summary>A yes that stands. <paramref name="MadeAt"/> is the gesture's moment by the platform's clock, <paramref name="At"/> that of the line.</summary>
public sealed record Vote(PersonRef Approver, IReadOnlyList<Rule> By, DateTimeOffset MadeAt, DateTimeOffset At, int Stage);

/// <summary>A no that is not enough alone.</summary>
public sealed record Objection(PersonRef Approver, int Stage);

/// <summary>A stage that waits: its number from 0, since when, how many of its tiers were called, and how often it was reminded.</summary>
public sealed record Waiting(int Stage, DateTimeOffset Since, int Tiers, int Reminders);

/// <summary>More time that was given: by whose yeses, and how it was before.</summary>
public sealed record MoreTime(IReadOnlyList<Vote> Votes, DateTimeOffset OldEnd, bool WasWarned);

/// <summary>Where a request stands; each state holds only what can be true in it.</summary>
public abstract record AccessState
{
    private AccessState()
    {
    }

    /// <summary>Nothing was asked yet.</summary>
    public sealed record None : AccessState;

    /// <summary>Anything after the first line.</summary>
    public abstract record Known(AccessFacts Facts) : AccessState
    {
        private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;

        /// <summary>What approvers are to decide on: the request itself, or more time; null if nothing waits.</summary>
        public Pending? Undecided => this switch
        {
            Pending pending => pending,
            Active active => active.Asking,
            _ => null,
        };

        /// <summary>The next moment at which time alone changes it; null if none does.</summary>
        public DateTimeOffset? WakeAt => this switch
        {
            Preparing => Facts.LapsesAt,
            Pending state => WaitRules.NextAt(state),
            Granting state => state.NotAfter,
            Active state => Earlier(Earlier(state.WarnsAt ?? state.EndsAt, Facts.Emergency?.RemindsAt), state.UrgesAt),
            Ending or Ended => Facts.Emergency?.RemindsAt,
            _ => null,
        };
    }

    /// <summary>Asked; the directory has not been looked at yet, and nobody was bothered.</summary>
    public sealed record Preparing(AccessFacts Facts) : Known(Facts);

    /// <summary>Waiting for approvers. <paramref name="Gestures"/> has each person's newest gesture.</summary>
    public sealed record Pending(
        AccessFacts Facts,
        string Subject,
        IReadOnlyList<Vote> Votes,
        IReadOnlyDictionary<PersonId, DateTimeOffset> Gestures) : Known(Facts)
    {
        /// <summary>The stage that decides now, from 0, since when, and how many of its tiers were called and reminders sent.</summary>
        public Waiting Waiting { get; init; } = new(0, Facts.AskedAt, 0, 0);

        /// <summary>The noes that were not enough.</summary>
        public IReadOnlyList<Objection> Objections { get; init; } = [];

        /// <summary>The stage that decides now, by the terms at asking.</summary>
        public Stage Stage => Facts.Terms.Stages[Waiting.Stage];
    }

    /// <summary>Approved, not confirmed by the provider yet. <see cref="Votes"/> can be taken back for a moment.</summary>
    public sealed record Granting(AccessFacts Facts, HoldingKey Holding, DateTimeOffset NotAfter) : Known(Facts)
    {
        /// <summary>The yeses that decided it.</summary>
        public IReadOnlyList<Vote> Votes { get; init; } = [];

        /// <summary>Whether granting was frozen when it was decided.</summary>
        public bool WasFrozen { get; init; }
    }

    /// <summary>In force.</summary>
    public sealed record Active(AccessFacts Facts, HoldingKey Holding, bool Standing, DateTimeOffset EndsAt) : Known(Facts)
    {
        /// <summary>The yeses that decided it.</summary>
        public IReadOnlyList<Vote> Votes { get; init; } = [];

        /// <summary>From when the time has run: the end less the whole length.</summary>
        public DateTimeOffset Since => EndsAt - Facts.Length;

        /// <summary>More time that is asked for and not decided yet, as a request of its own whose length is that of the whole; null if none is.</summary>
        public Pending? Asking { get; init; }

        /// <summary>The last time there was more time, which can be taken back for a moment; null if there was none, or it was.</summary>
        public MoreTime? LastMore { get; init; }

        /// <summary>Whether the requester is, or is being, told that it ends soon.</summary>
        public bool IsWarned { get; init; }

        /// <summary>When whoever is to decide on more time is reminded next, or others are asked besides; null if nobody is.</summary>
        public DateTimeOffset? UrgesAt => Asking is null ? null : WaitRules.UrgesAt(Asking);

        /// <summary>When they are to be told; null if they were, or are not to be. What was there before does not end.</summary>
        public DateTimeOffset? WarnsAt => IsWarned || Standing ? null : EndsAt - WarnLimits.For(Facts.Terms.WarnBefore, Facts.Length);
    }

    /// <summary>Being taken away. <paramref name="Failure"/> is set when it never could be granted.</summary>
    public sealed record Ending(AccessFacts Facts, HoldingKey Holding, EndCause Cause, bool DelayTold, string? Failure) : Known(Facts);

    /// <summary>Over after having been approved.</summary>
    public sealed record Ended(AccessFacts Facts, HoldingKey Holding, EndCause Cause, Leaving How, bool ReappearanceTold) : Known(Facts)
    {
        /// <summary>Whether the thread says what the provider's log shows, or that it could not be read.</summary>
        public bool EvidenceTold { get; init; }

        /// <summary>Whether the requester was signed out everywhere, or it was said that they could not be.</summary>
        public bool SignOutTold { get; init; }

        /// <summary>Whether the terms want it said. Only what the grant itself gave is looked at: not standing access, and nothing that was never added.</summary>
        public bool WantsEvidence => Facts.Terms.Evidence && !EvidenceTold
            && Cause is EndCause.Expired or EndCause.Returned or EndCause.Revoked or EndCause.Undone or EndCause.Unreviewed or EndCause.Deactivated
            && How is not (Leaving.Standing or Leaving.NeverAdded);
    }

    /// <summary>Over without ever having been approved. <paramref name="Announced"/>: approvers had been asked.</summary>
    public sealed record Closed(AccessFacts Facts, Phase Outcome, bool Announced) : Known(Facts);
}
