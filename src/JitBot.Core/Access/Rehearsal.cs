using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Core.Access;

/// <summary>A vote that somebody would give, so long after the request was asked.</summary>
public sealed record RehearsedVote(PersonId Who, bool Approves, TimeSpan After, string? Reason);

/// <summary>What is rehearsed: who would ask for what, when, and who would vote. <paramref name="Belongs"/> says who is in which group.</summary>
public sealed record RehearsedRequest(
    PersonId Who, Terms? Terms, TimeSpan Length, string Justification, DateTimeOffset At, IReadOnlyList<RehearsedVote> Votes, Func<PersonId, Rule, bool> Belongs)
{
    /// <summary>Whether it is taken at once, as in an emergency; the justification is its reason.</summary>
    public bool IsEmergency { get; init; }

    /// <summary>So long after it was asked its requester takes at once what still waits; null for never.</summary>
    public TimeSpan? EscalatesAfter { get; init; }

    /// <summary>Why somebody is turned away before any rule is looked at; null if they are not, and by default nobody is.</summary>
    public Func<PersonId, TurnedAway?> TurnsAway { get; init; } = _ => null;
}

/// <summary>Why somebody is turned away, and the same in words.</summary>
public sealed record TurnedAway(Refusal Refusal, string Why);

/// <summary>
/// What came of it: why it could not be asked, whether nobody had to be asked, whether it was granted or denied, and why the first vote, or taking it at once
/// after all, was refused.
/// </summary>
public sealed record Rehearsed(Refusal? Asking, bool IsAutoApproved, bool IsGranted, bool IsDenied, Refusal? Voting)
{
    /// <summary>Whether it was granted by breaking glass.</summary>
    public bool BrokeGlass { get; init; }

    /// <summary>For how long it was granted; null if it was not.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>What happened, a line each, with the rule that decided it.</summary>
    public IReadOnlyList<string> Story { get; init; } = [];
}

/// <summary>
/// Plays a request through by the rules that decide real ones, without touching anything: the same commands, decided by the same code. What is nested where only
/// the directory knows, which nobody asks here: nothing is.
/// </summary>
public static class Rehearsal
{
    /// <summary>Plays it.</summary>
    public static Rehearsed Play(RehearsedRequest request)
    {
        var justification = new PersonalText(request.Who, "rehearsal", request.Justification);
        var play = new Played(request);
        var look = request.IsEmergency ? new EmergencyLook(null) : null;
        var ask = new AccessCommand.Ask(request.At, play.ActorOf(request.Who), request.Terms, request.Length, justification, "rehearsal") { Emergency = look };
        if (play.Tell(ask) is { } asking)
            return new Rehearsed(asking, false, false, false, null) { Story = play.Story };
        var auto = new AutoLook(play.Known(request.Who), request.Terms, WasDenied: false);
        play.Tell(new AccessCommand.Prepared(request.At, request.Who.Value) { Auto = auto, TermsNow = request.Terms, Nesting = NestingLook.Nothing });
        var isAuto = play.IsGranted && !play.BrokeGlass;
        var refusals = Happen(play, request).OfType<Refusal>().ToList();
        return new Rehearsed(null, isAuto, play.IsGranted, play.IsDenied, refusals.Count > 0 ? refusals[0] : null)
        {
            BrokeGlass = play.IsGranted && play.BrokeGlass,
            Length = play.IsGranted ? play.Length : null,
            Story = play.Story,
        };
    }

    /// <summary>What people do after it was asked, in its order; whoever escalates at the moment of a vote is the first.</summary>
    private static IEnumerable<Refusal?> Happen(Played play, RehearsedRequest request)
    {
        var escalation = request.EscalatesAfter;
        foreach (var vote in request.Votes.OrderBy(vote => vote.After))
        {
            if (escalation is { } before && before <= vote.After)
            {
                yield return play.Escalate(before);
                escalation = null;
            }

            yield return play.Vote(vote);
        }

        if (escalation is { } after)
            yield return play.Escalate(after);
    }

    private sealed class Played(RehearsedRequest request)
    {
        private readonly List<PersonId> _voters = [];
        private readonly RehearsalStory _story = new(request);
        private AccessState _state = new AccessState.None();

        /// <summary>What happened so far, and what is waited for now.</summary>
        public IReadOnlyList<string> Story => _story.Until(_state);

        public bool IsGranted { get; private set; }

        public bool IsDenied { get; private set; }

        public bool BrokeGlass { get; private set; }

        public TimeSpan? Length => (_state as AccessState.Known)?.Facts.Length;

        public Actor ActorOf(PersonId who) => request.TurnsAway(who) is { } turnedAway ? new Actor.Barred(AccountOf(who), turnedAway.Refusal) : Known(who);

        public Actor.Known Known(PersonId who) => new(AccountOf(who), new Person(who, who.Value, who.Value, ""), Groups(who));

        /// <summary>Time passes until the vote, and reminders and tiers come as they would; then it is given.</summary>
        public Refusal? Vote(RehearsedVote vote)
        {
            var at = Pass(vote.After);
            var reason = vote.Reason is null ? null : new PersonalText(vote.Who, "rehearsal", vote.Reason);
            if (!vote.Approves)
                return Tell(new AccessCommand.Deny(at, ActorOf(vote.Who), reason) { TermsNow = request.Terms });
            var refused = Tell(new AccessCommand.Approve(at, ActorOf(vote.Who), at, request.Terms) { Reason = reason, Voters = [.. _voters.Select(VoterNow)] });
            _voters.Add(vote.Who);
            return refused;
        }

        /// <summary>Time passes, and the requester takes at once what waits.</summary>
        public Refusal? Escalate(TimeSpan after)
        {
            var reason = new PersonalText(request.Who, "rehearsal", request.Justification);
            return Tell(new AccessCommand.Escalate(Pass(after), ActorOf(request.Who), request.Terms, reason, new EmergencyLook(null) { Nesting = NestingLook.Nothing }));
        }

        public Refusal? Tell(AccessCommand command)
        {
            var decision = AccessDecider.Decide(_state, command);
            if (decision is not Decision.Accepted accepted)
            {
                _story.Refused(_state, command, ((Decision.Refused)decision).Why);
                return ((Decision.Refused)decision).Why;
            }

            foreach (var happened in accepted.Events)
            {
                _state = AccessEvolver.Evolve(_state, happened);
                IsGranted |= happened is AccessEvent.GrantBegun;
                IsDenied |= happened is AccessEvent.Denied;
                BrokeGlass |= happened is AccessEvent.GlassBroken;
            }

            _story.Accepted(_state, command, accepted.Events);

            return null;
        }

        private static AccountId AccountOf(PersonId who) => new("rehearsal", "", who.Value);

        private DateTimeOffset Pass(TimeSpan after)
        {
            var at = request.At + after;
            while (_state is AccessState.Pending { WakeAt: { } wake } && wake <= at)
                Tell(new AccessCommand.Wake(wake));
            return at;
        }

        private VoterNow VoterNow(PersonId who) => new(who, [.. Rules().Where(rule => Known(who).Fulfils([rule]))]);

        private HashSet<Rule> Groups(PersonId who) => [.. Rules().Where(rule => rule is (Rule.Member or Rule.ManagerOf) && request.Belongs(who, rule))];

        private IEnumerable<Rule> Rules() => request.Terms is { } terms ? terms.AboutRequester.Concat(terms.Approvers).Concat(terms.BreakGlass?.For ?? []).Distinct() : [];
    }
}
