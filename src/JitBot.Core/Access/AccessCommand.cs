using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Core.Access;

/// <summary>Everything that may be asked of a request. Each command carries its moment; whoever is behind it was looked at by the shell.</summary>
public abstract record AccessCommand(DateTimeOffset At)
{
    /// <summary>Personal text that came with the command, to be filed beside the log if the command is accepted.</summary>
    public virtual IReadOnlyList<PersonalText> Texts => [];

    /// <summary>A command behind which stands a person, who is told if it is refused.</summary>
    public abstract record ByPerson(DateTimeOffset At, Actor Actor) : AccessCommand(At);

    /// <summary>Ask for access. <paramref name="Terms"/> are those in force now, null for an unknown entitlement.</summary>
    public sealed record Ask(DateTimeOffset At, Actor Actor, Terms? Terms, TimeSpan Length, PersonalText Justification, string Handle)
        : ByPerson(At, Actor)
    {
        /// <summary>Whom it is asked for, looked at like whoever asks; null for whoever asks.</summary>
        public Actor? For { get; init; }

        /// <summary>Who gets it.</summary>
        public Actor Requester => For ?? Actor;

        /// <summary>What whoever gets it has asked for so far, with all their accounts.</summary>
        public AskedSoFar Before { get; init; } = AskedSoFar.Nothing;

        /// <summary>What whoever asks for somebody else has asked for so far, with all their accounts.</summary>
        public AskedSoFar ByAsker { get; init; } = AskedSoFar.Nothing;

        /// <summary>What has been asked for so far by the hand that asks now, whomever it was for.</summary>
        public AskedSoFar ByHand => For is null ? Before : ByAsker;

        /// <summary>What has been asked for so far by, and for, all whose own it is.</summary>
        public IReadOnlyList<AskedSoFar> AllBefore => For is null ? [Before] : [Before, ByAsker];

        /// <summary>How much they may.</summary>
        public AskQuota Quota { get; init; } = AskQuota.Default;

        /// <summary>Who could decide on it now, as far as it was seen.</summary>
        public DecidersNow Deciders { get; init; } = DecidersNow.Unseen;

        /// <inheritdoc />
        public override IReadOnlyList<PersonalText> Texts => [Justification];

        /// <summary>Set if it is an emergency: then it is granted without asking, to whoever the policy lets.</summary>
        public EmergencyLook? Emergency { get; init; }
    }

    /// <summary>The requester breaks glass for what waits.</summary>
    public sealed record Escalate(DateTimeOffset At, Actor Actor, Terms? TermsNow, PersonalText Reason, EmergencyLook Look) : ByPerson(At, Actor)
    {
        /// <summary>Whether operators have frozen granting: then what is taken waits, too.</summary>
        public bool IsFrozen { get; init; }

        /// <inheritdoc />
        public override IReadOnlyList<PersonalText> Texts => [Reason];
    }

    /// <summary>Somebody has looked at an emergency, and says what they found. <paramref name="Operators"/> may too.</summary>
    public sealed record Review(DateTimeOffset At, Actor Actor, Terms? TermsNow, PersonalText Finding, IReadOnlyList<Rule> Operators) : ByPerson(At, Actor)
    {
        /// <inheritdoc />
        public override IReadOnlyList<PersonalText> Texts => [Finding];
    }

    /// <summary>Say yes. <paramref name="MadeAt"/> is when the gesture was made by the platform's clock: an older one never overrules a newer.</summary>
    public sealed record Approve(DateTimeOffset At, Actor Actor, DateTimeOffset MadeAt, Terms? TermsNow) : ByPerson(At, Actor)
    {
        /// <summary>Those who said yes before, as they were looked at just now.</summary>
        public IReadOnlyList<VoterNow> Voters { get; init; } = [];

        /// <summary>Whether operators have frozen granting: then nothing is extended, and what is approved waits.</summary>
        public bool IsFrozen { get; init; }

        /// <summary>For how long at most, if that is less than was asked for.</summary>
        public TimeSpan? AtMost { get; init; }

        /// <summary>Why, if the approver said it.</summary>
        public PersonalText? Reason { get; init; }

        /// <inheritdoc />
        public override IReadOnlyList<PersonalText> Texts => Reason is null ? [] : [Reason];
    }

    /// <summary>Say no, with or without a reason.</summary>
    public sealed record Deny(DateTimeOffset At, Actor Actor, PersonalText? Reason) : ByPerson(At, Actor)
    {
        /// <summary>When the gesture was made by the platform's clock: a yes from before it that comes later counts for nothing.</summary>
        public DateTimeOffset MadeAt { get; init; } = At;

        /// <summary>The terms in force now, null if there are none any more.</summary>
        public Terms? TermsNow { get; init; }

        /// <inheritdoc />
        public override IReadOnlyList<PersonalText> Texts => Reason is null ? [] : [Reason];
    }

    /// <summary>Take a yes back, while the request is pending or just after it was decided.</summary>
    public sealed record TakeBack(DateTimeOffset At, Actor Actor, DateTimeOffset MadeAt) : ByPerson(At, Actor);

    /// <summary>The requester wants it no more.</summary>
    public sealed record Withdraw(DateTimeOffset At, Actor Actor) : ByPerson(At, Actor);

    /// <summary>The requester gives the access back.</summary>
    public sealed record Return(DateTimeOffset At, Actor Actor) : ByPerson(At, Actor);

    /// <summary>
    /// The requester asks for more time. Without <paramref name="More"/> it is for as long again as the policy allows and at most the time there was;
    /// without a <paramref name="Justification"/> the request's own stands.
    /// </summary>
    public sealed record Extend(DateTimeOffset At, Actor Actor, Terms? TermsNow, TimeSpan? More, PersonalText? Justification) : ByPerson(At, Actor)
    {
        /// <inheritdoc />
        public override IReadOnlyList<PersonalText> Texts => Justification is null ? [] : [Justification];
    }

    /// <summary>
    /// Somebody else takes the access away. <paramref name="TermsNow"/> are those in force now, null if the entitlement has left the catalogue;
    /// <paramref name="Operators"/> may take everything away.
    /// </summary>
    public sealed record Revoke(DateTimeOffset At, Actor Actor, Terms? TermsNow, IReadOnlyList<Rule> Operators, PersonalText? Reason) : ByPerson(At, Actor)
    {
        /// <inheritdoc />
        public override IReadOnlyList<PersonalText> Texts => Reason is null ? [] : [Reason];
    }

    /// <summary>The requester's account and the resource were found fit.</summary>
    public sealed record Prepared(DateTimeOffset At, string Subject) : AccessCommand(At)
    {
        /// <summary>What was seen of the rules by which nobody needs to be asked; null if it could not be told, which allows nothing.</summary>
        public AutoLook? Auto { get; init; }

        /// <summary>The terms in force now, null if there are none any more.</summary>
        public Terms? TermsNow { get; init; }

        /// <summary>In an emergency: what the resource is nested in; null if it could not be told, which allows nothing.</summary>
        public NestingLook? Nesting { get; init; }

        /// <summary>Whether operators have frozen granting: then what nobody needs to be asked for waits, too.</summary>
        public bool IsFrozen { get; init; }
    }

    /// <summary>It cannot be granted at all.</summary>
    public sealed record CannotBeGranted(DateTimeOffset At, string Why) : AccessCommand(At);

    /// <summary>A deadline may have come.</summary>
    public sealed record Wake(DateTimeOffset At) : AccessCommand(At);

    /// <summary>The holding has news.</summary>
    public sealed record Hear(DateTimeOffset At, HoldingNews News) : AccessCommand(At);

    /// <summary>The provider's log was read.</summary>
    public sealed record ReadEvidence(DateTimeOffset At, DateTimeOffset From, DateTimeOffset Until, Evidence Evidence) : AccessCommand(At);

    /// <summary>The provider's log cannot be read.</summary>
    public sealed record MissEvidence(DateTimeOffset At, string Why) : AccessCommand(At);

    /// <summary>The provider has signed the requester out everywhere.</summary>
    public sealed record SignedOut(DateTimeOffset At) : AccessCommand(At);

    /// <summary>The requester cannot be signed out everywhere.</summary>
    public sealed record MissSignOut(DateTimeOffset At, string Why) : AccessCommand(At);

    /// <summary>An account that the request needs was seen to be out of use.</summary>
    public sealed record Depart(DateTimeOffset At, Departure Seen) : AccessCommand(At);

    /// <summary>A card cannot be shown in this place any more.</summary>
    public sealed record LosePlace(DateTimeOffset At, Place Place) : AccessCommand(At);

    /// <summary>The requester cannot be told something in private.</summary>
    public sealed record MissRequester(DateTimeOffset At, string Todo) : AccessCommand(At);
}

/// <summary>Somebody who said yes, and which of the rules by which they did still name them. None for whoever has left.</summary>
public sealed record VoterNow(PersonId Person, IReadOnlyList<Rule> By);

/// <summary>The requester and the rules when somebody looked whether anybody needs to be asked. <paramref name="WasDenied"/>: people said no to the same lately.</summary>
public sealed record AutoLook(Actor.Known Requester, Terms? TermsNow, bool WasDenied);

/// <summary>How it was seen that somebody may break glass. <paramref name="AsOf"/> is when it was last known who is on call, if the source is down; null if it was asked just now.</summary>
public sealed record EmergencyLook(DateTimeOffset? AsOf)
{
    /// <summary>What is looked at before anything is granted at once; null if it could not be told, which allows nothing.</summary>
    public NestingLook? Nesting { get; init; }
}
