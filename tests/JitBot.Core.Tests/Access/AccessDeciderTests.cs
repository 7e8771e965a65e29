using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

/// <summary>The sentences of the policy.</summary>
[TestFixture]
public class AccessDeciderTests
{
    [Test]
    public void Whoever_may_ask_asks() =>
        Assert.That(Decide(new AccessState.None(), Asks(OneOfTwo)), Is.InstanceOf<Decision.Accepted>());

    [Test]
    public void Nobody_asks_for_what_the_catalogue_does_not_have() =>
        AssertRefused(Decide(new AccessState.None(), Asks(null)), Refusal.UnknownEntitlement);

    [Test]
    public void Only_eligible_people_ask() =>
        AssertRefused(Decide(new AccessState.None(), Asks(OneOfTwo with { Requesters = [new Rule.Named(Avery.Person.Id)] })), Refusal.NotEligible);

    [TestCase(0)]
    [TestCase(59)]
    [TestCase((4 * 3600) + 1)]
    public void No_grant_is_shorter_than_a_minute_or_longer_than_the_policy_allows(int seconds) =>
        AssertRefused(Decide(new AccessState.None(), Asks(OneOfTwo) with { Length = TimeSpan.FromSeconds(seconds) }), Refusal.LengthNotAllowed);

    [Test]
    public void Joining_marks_do_not_make_a_justification_longer() =>
        AssertRefused(Decide(new AccessState.None(), Asks(OneOfTwo) with { Justification = Text("e" + new string('\u0301', 40)) }), Refusal.JustificationTooShort);

    [Test]
    public void One_approval_grants_where_one_is_asked_for() =>
        Assert.That(Events(Pending(), Approves(Avery)), Has.Some.InstanceOf<AccessEvent.GrantBegun>());

    [Test]
    public void One_approval_of_two_grants_nothing() =>
        Assert.That(Events(Pending(TwoOfTwo), Approves(Avery, TwoOfTwo)), Has.None.InstanceOf<AccessEvent.GrantBegun>());

    [Test]
    public void Two_approvals_of_one_person_are_one()
    {
        var once = After(Pending(TwoOfTwo), Approves(Avery, TwoOfTwo));
        Assert.That(Events(once, Approves(Avery, TwoOfTwo) with { MadeAt = Nine.AddMinutes(1) }), Is.Empty);
    }

    [Test]
    public void Two_approvals_of_two_people_grant()
    {
        var once = After(Pending(TwoOfTwo), Approves(Avery, TwoOfTwo));
        Assert.That(Events(once, Approves(Morgan, TwoOfTwo)), Has.Some.InstanceOf<AccessEvent.GrantBegun>());
    }

    [Test]
    public void Nobody_approves_themselves_even_as_an_approver() =>
        AssertRefused(Decide(Pending(OneOfTwo.Of(stage => stage with { Approvers = [new Rule.Everyone()] })), Approves(Riley)), Refusal.OwnRequest);

    [Test]
    public void Whoever_is_not_an_approver_decides_nothing()
    {
        AssertRefused(Decide(Pending(), Approves(Casey)), Refusal.NotAnApprover);
        AssertRefused(Decide(Pending(), new AccessCommand.Deny(Nine, Casey, null)), Refusal.NotAnApprover);
    }

    [Test]
    public void The_stricter_of_terms_and_catalogue_wins()
    {
        Assert.That(Events(Pending(OneOfTwo), Approves(Avery, OneOfTwo.Of(stage => stage with { Approvals = 2 }))), Has.None.InstanceOf<AccessEvent.GrantBegun>());
        Assert.That(Events(Pending(TwoOfTwo), Approves(Avery, OneOfTwo)), Has.None.InstanceOf<AccessEvent.GrantBegun>());
    }

    [Test]
    public void An_approver_who_has_left_the_catalogue_no_longer_approves() =>
        AssertRefused(Decide(Pending(), Approves(Avery, OneOfTwo.Of(stage => stage with { Approvers = [new Rule.Named(Morgan.Person.Id)] }))), Refusal.NotAnApprover);

    [Test]
    public void An_earlier_vote_counts_only_while_its_voter_may_still_decide()
    {
        var once = After(Pending(TwoOfTwo), Approves(Avery, TwoOfTwo));
        var withoutAvery = TwoOfTwo.Of(stage => stage with { Approvers = [new Rule.Named(Morgan.Person.Id), new Rule.Named(Casey.Person.Id)] });
        Assert.That(Events(once, Approves(Morgan, withoutAvery)), Has.None.InstanceOf<AccessEvent.GrantBegun>());
    }

    [Test]
    public void What_has_left_the_catalogue_or_means_another_group_now_cannot_be_approved()
    {
        AssertRefused(Decide(Pending(), Approves(Avery) with { TermsNow = null }), Refusal.TermsChanged);
        AssertRefused(Decide(Pending(), Approves(Avery, OneOfTwo with { Resource = "another" })), Refusal.TermsChanged);
        AssertRefused(Decide(Pending(), Approves(Avery, OneOfTwo with { LongestGrant = TimeSpan.FromHours(1) })), Refusal.TermsChanged);
    }

    [Test]
    public void A_vote_taken_back_no_longer_counts()
    {
        var back = After(After(Pending(TwoOfTwo), Approves(Avery, TwoOfTwo)), new AccessCommand.TakeBack(Nine, Avery, Nine.AddSeconds(1)));
        Assert.That(Events(back, Approves(Morgan, TwoOfTwo)), Has.None.InstanceOf<AccessEvent.GrantBegun>());
    }

    [Test]
    public void A_gesture_that_arrives_after_a_newer_one_is_ignored()
    {
        var back = After(Pending(TwoOfTwo), new AccessCommand.TakeBack(Nine, Avery, Nine.AddSeconds(5)));
        Assert.That(Events(back, Approves(Avery, TwoOfTwo) with { MadeAt = Nine.AddSeconds(4) }), Is.Empty);
    }

    [Test]
    public void Taking_a_vote_back_after_the_grant_changes_nothing() =>
        Assert.That(Events(Active, new AccessCommand.TakeBack(Nine, Avery, Nine)), Is.Empty);

    [Test]
    public void One_denial_ends_it()
    {
        var denied = After(Pending(), new AccessCommand.Deny(Nine, Avery, null));
        Assert.That(denied, Is.InstanceOf<AccessState.Closed>().With.Property("Outcome").EqualTo(Phase.Denied));
        AssertRefused(Decide(denied, Approves(Morgan)), Refusal.AlreadyDecided);
    }

    [Test]
    public void Only_the_requester_withdraws_and_returns()
    {
        AssertRefused(Decide(Pending(), new AccessCommand.Withdraw(Nine, Avery)), Refusal.NotTheRequester);
        AssertRefused(Decide(Active, new AccessCommand.Return(Nine, Avery)), Refusal.NotTheRequester);
        Assert.That(Events(Pending(), new AccessCommand.Withdraw(Nine, Riley)), Has.One.InstanceOf<AccessEvent.Withdrawn>());
    }

    [Test]
    public void A_request_lapses_at_its_time_and_not_before()
    {
        Assert.That(Events(Pending(), new AccessCommand.Wake(Nine.AddHours(1).AddMilliseconds(-1))), Is.Empty);
        Assert.That(Events(Pending(), new AccessCommand.Wake(Nine.AddHours(1))), Has.One.InstanceOf<AccessEvent.Lapsed>());
    }

    [Test]
    public void A_grant_expires_at_its_time_and_not_before()
    {
        Assert.That(Events(Active, new AccessCommand.Wake(Nine.AddHours(2).AddMilliseconds(-1))), Is.Empty);
        Assert.That(Events(Active, new AccessCommand.Wake(Nine.AddHours(2))), Has.One.InstanceOf<AccessEvent.RevocationBegun>());
    }

    [Test]
    public void The_time_runs_from_the_providers_confirmation()
    {
        var late = Nine.AddMinutes(30);
        var active = (AccessState.Active)After(Granting, new AccessCommand.Hear(late.AddMinutes(10), new HoldingNews.Confirmed(false, late)));
        Assert.That(active.EndsAt, Is.EqualTo(late + Facts().Length));
    }

    [Test]
    public void A_grant_never_confirmed_is_taken_away_when_its_time_is_up() =>
        Assert.That(
            Events(Granting, new AccessCommand.Wake(Nine.AddHours(2))),
            Has.One.EqualTo(new AccessEvent.RevocationBegun(EndCause.NeverConfirmed) { At = Nine.AddHours(2) }));

    [Test]
    public void A_lost_channel_makes_room_for_the_approvers_named_in_person()
    {
        var moved = (AccessState.Pending)After(Pending(), new AccessCommand.LosePlace(Nine, Channel));
        Assert.That(moved.Facts.Places, Is.EqualTo(new Place[] { new Place.Direct("Chat", Avery.Person.Id), new Place.Direct("Chat", Morgan.Person.Id) }));
    }

    private static AccessCommand.Ask Asks(Terms? terms) => new(Nine, Riley, terms, TimeSpan.FromHours(2), Text("fixing the incident"), "handle");

    private static AccessCommand.Approve Approves(Actor who, Terms? now = null) => new(Nine, who, Nine, now ?? OneOfTwo);

    private static Decision Decide(AccessState state, AccessCommand command) => AccessDecider.Decide(state, command);

    private static IReadOnlyList<AccessEvent> Events(AccessState state, AccessCommand command) => ((Decision.Accepted)Decide(state, command)).Events;

    private static AccessState After(AccessState state, AccessCommand command) => Events(state, command).Aggregate(state, AccessEvolver.Evolve);

    private static void AssertRefused(Decision decision, Refusal why) =>
        Assert.That(decision, Is.InstanceOf<Decision.Refused>().With.Property(nameof(Decision.Refused.Why)).EqualTo(why));
}
