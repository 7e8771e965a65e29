using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Core.Access;

/// <summary>A vote that somebody would give, so long after the request was asked.</summary>
public sealed record RehearsedVote(PersonId Who, bool Approves, TimeSpan After, string? Reason);

/// <summary>What is rehearsed: who would ask for what, when, and who would vote. <paramref name="Belongs"/> says who is in which group.</summary>
public sealed record RehearsedRequest(
    PersonId Who, Terms? Terms, TimeSpan Length, string Justification, DateTimeOffset At, IReadOnlyList<RehearsedVote> Votes, Func<PersonId, Rule, bool> Belongs);

/// <summary>
/// What came of it: why it could not be asked, whether nobody had to be asked, whether it was granted or denied, and the first vote that was refused.
/// </summary>
public sealed record Rehearsed(Refusal? Asking, bool IsAutoApproved, bool IsGranted, bool IsDenied, Refusal? Voting);

/// <summary>Plays a request through by the rules that decide real ones, without touching anything: the same commands, decided by the same code.</summary>
public static class Rehearsal
{
    /// <summary>Plays it.</summary>
    public static Rehearsed Play(RehearsedRequest request)
    {
        var justification = new PersonalText(request.Who, "rehearsal", request.Justification);
        var play = new Played(request);
        if (play.Tell(new AccessCommand.Ask(request.At, play.ActorOf(request.Who), request.Terms, request.Length, justification, "rehearsal")) is { } asking)
            return new Rehearsed(asking, false, false, false, null);
        var auto = new AutoLook(play.ActorOf(request.Who), request.Terms, WasDenied: false);
        play.Tell(new AccessCommand.Prepared(request.At, request.Who.Value) { Auto = auto });
        var isAuto = play.IsGranted;
        Refusal? voting = null;
        foreach (var vote in request.Votes.OrderBy(vote => vote.After))
            voting = play.Vote(vote) is { } refused && voting is null ? refused : voting;
        return new Rehearsed(null, isAuto, play.IsGranted, play.IsDenied, voting);
    }

    private sealed class Played(RehearsedRequest request)
    {
        private readonly List<PersonId> _voters = [];
        private AccessState _state = new AccessState.None();

        public bool IsGranted { get; private set; }

        public bool IsDenied { get; private set; }

        public Actor.Known ActorOf(PersonId who) => new Actor.Known(new AccountId("rehearsal", "", who.Value), new Person(who, who.Value, who.Value, ""), Groups(who));

        /// <summary>Time passes until the vote, and reminders and tiers come as they would; then it is given.</summary>
        public Refusal? Vote(RehearsedVote vote)
        {
            var at = request.At + vote.After;
            while (_state is AccessState.Pending { WakeAt: { } wake } && wake <= at)
                Tell(new AccessCommand.Wake(wake));
            var reason = vote.Reason is null ? null : new PersonalText(vote.Who, "rehearsal", vote.Reason);
            if (!vote.Approves)
                return Tell(new AccessCommand.Deny(at, ActorOf(vote.Who), reason) { TermsNow = request.Terms });
            var refused = Tell(new AccessCommand.Approve(at, ActorOf(vote.Who), at, request.Terms) { Reason = reason, Voters = [.. _voters.Select(VoterNow)] });
            _voters.Add(vote.Who);
            return refused;
        }

        public Refusal? Tell(AccessCommand command)
        {
            var decision = AccessDecider.Decide(_state, command);
            if (decision is not Decision.Accepted accepted)
                return ((Decision.Refused)decision).Why;
            foreach (var happened in accepted.Events)
            {
                _state = AccessEvolver.Evolve(_state, happened);
                IsGranted |= happened is AccessEvent.GrantBegun;
                IsDenied |= happened is AccessEvent.Denied;
            }

            return null;
        }

        private VoterNow VoterNow(PersonId who) => new(who, [.. Rules().Where(rule => ActorOf(who).Fulfils([rule]))]);

        private HashSet<Rule> Groups(PersonId who) => [.. Rules().Where(rule => rule is (Rule.Member or Rule.ManagerOf) && request.Belongs(who, rule))];

        private IEnumerable<Rule> Rules() => request.Terms is { } terms ? terms.AboutRequester.Concat(terms.Approvers).Distinct() : [];
    }
}
