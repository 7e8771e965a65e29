using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

/// <summary>Two rows that turned out to be one person: one vote, and none on a request of their own, whenever each of them acted.</summary>
public class LinkedPeopleTests
{
    private static readonly Terms ThreeOfThree = TwoOfTwo.Of(stage => stage with { Approvals = 3, Approvers = [Rule(Avery), Rule(Morgan), Rule(Casey), Rule(Riley)] });
    private static readonly Terms TwoNoes = TwoOfTwo.Of(stage => stage with { Approvals = 2, Denials = 2, Approvers = [Rule(Avery), Rule(Morgan), Rule(Casey)] });

    [Test]
    public void Nobody_decides_on_what_another_account_of_theirs_asked_for()
    {
        var morgan = Linked(Morgan, Riley);
        Assert.That(Why(Pending(), new AccessCommand.Approve(Nine, morgan, Nine, OneOfTwo)), Is.EqualTo(Refusal.OwnRequest));
        Assert.That(Why(Pending(), new AccessCommand.Deny(Nine, morgan, null)), Is.EqualTo(Refusal.OwnRequest));
    }

    [Test]
    public void Two_accounts_have_one_vote() =>
        Assert.That(Decide(Voted(Pending(TwoOfTwo), Avery), new AccessCommand.Approve(Nine, Linked(Morgan, Avery), Nine, TwoOfTwo)), Is.EqualTo(Decision.Nothing));

    [Test]
    public void Votes_given_before_two_accounts_were_linked_are_one_afterwards()
    {
        var state = Voted(Voted(Pending(ThreeOfThree), Avery), Morgan);
        var casey = Casey with { Ties = Linked(Avery, Morgan).Ties };
        Assert.That(Events(state, new AccessCommand.Approve(Nine, casey, Nine, ThreeOfThree)), Has.Length.EqualTo(1), "two people of three");
        Assert.That(Events(state, new AccessCommand.Approve(Nine, Casey, Nine, ThreeOfThree)), Has.Length.EqualTo(2), "were they three");
    }

    [Test]
    public void A_vote_of_what_turned_out_to_be_the_requester_counts_for_nothing()
    {
        var state = Voted(Pending(TwoOfTwo), Avery);
        var morgan = Morgan with { Ties = Linked(Avery, Riley).Ties };
        Assert.That(Events(state, new AccessCommand.Approve(Nine, morgan, Nine, TwoOfTwo)), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_yes_is_taken_back_with_the_other_account_and_an_older_gesture_of_either_counts_for_nothing()
    {
        var state = Voted(Voted(Pending(ThreeOfThree), Avery), Morgan);
        var taken = Events(state, new AccessCommand.TakeBack(Nine, Linked(Morgan, Avery), Nine.AddMinutes(1)));
        Assert.That(taken.Cast<AccessEvent.ApprovalTakenBack>().Select(each => each.Approver), Is.EquivalentTo(new[] { Avery.Person.Ref, Morgan.Person.Ref }));
        var after = taken.Aggregate((AccessState)state, AccessEvolver.Evolve);
        Assert.That(Decide(after, new AccessCommand.Approve(Nine, Linked(Avery, Morgan), Nine.AddSeconds(1), ThreeOfThree)), Is.EqualTo(Decision.Nothing));
    }

    [Test]
    public void A_no_of_either_account_ends_the_yes_of_the_other()
    {
        var (avery, morgan) = (Linked(Avery, Morgan), Linked(Morgan, Avery));
        var no = After(Voted(Pending(TwoNoes), Avery), new AccessCommand.Deny(Nine.AddSeconds(10), morgan, null) { TermsNow = TwoNoes });
        Assert.That(((AccessState.Pending)no).Votes, Is.Empty);
        var casey = Casey with { Ties = avery.Ties };
        Assert.That(After(no, new AccessCommand.Approve(Nine.AddSeconds(20), casey, Nine.AddSeconds(20), TwoNoes)), Is.InstanceOf<AccessState.Pending>());
    }

    [Test]
    public void A_no_is_heard_again_after_a_yes_of_the_other_account()
    {
        var (avery, morgan) = (Linked(Avery, Morgan), Linked(Morgan, Avery));
        var state = After(Pending(TwoNoes), new AccessCommand.Deny(Nine, morgan, null) { TermsNow = TwoNoes });
        state = After(state, new AccessCommand.Approve(Nine.AddSeconds(10), avery, Nine.AddSeconds(10), TwoNoes));
        Assert.That(((AccessState.Pending)state).Votes, Has.Count.EqualTo(1));
        state = After(state, new AccessCommand.Deny(Nine.AddSeconds(20), morgan, null) { TermsNow = TwoNoes });
        Assert.That(((AccessState.Pending)state).Votes, Is.Empty);
    }

    [Test]
    public void A_yes_from_before_a_no_counts_for_nothing_when_it_comes_later()
    {
        var no = After(Pending(TwoNoes), new AccessCommand.Deny(Nine.AddSeconds(15), Avery, null) { TermsNow = TwoNoes, MadeAt = Nine.AddSeconds(10) });
        Assert.That(Decide(no, new AccessCommand.Approve(Nine.AddSeconds(20), Avery, Nine, TwoNoes)), Is.EqualTo(Decision.Nothing));
        Assert.That(Events(no, new AccessCommand.Approve(Nine.AddSeconds(20), Avery, Nine.AddSeconds(11), TwoNoes)), Has.Length.EqualTo(1), "what they meant last counts");
    }

    [Test]
    public void The_requester_withdraws_with_either_account_until_they_part()
    {
        var morgan = Linked(Morgan, Riley);
        Assert.That(Events(Pending(), new AccessCommand.Withdraw(Nine, morgan)).Single(), Is.InstanceOf<AccessEvent.Withdrawn>());
        var parted = Morgan with { Ties = morgan.Ties.WithCut(Morgan.Person.Id) };
        Assert.That(Why(Pending(), new AccessCommand.Withdraw(Nine, parted)), Is.EqualTo(Refusal.NotTheRequester));
        Assert.That(Why(Pending(), new AccessCommand.Approve(Nine, parted, Nine, OneOfTwo)), Is.EqualTo(Refusal.OwnRequest), "that they are one is not forgotten");
    }

    [Test]
    public void What_another_row_may_is_allowed_once_the_shell_says_that_its_rights_count()
    {
        var terms = OneOfTwo.Of(stage => stage with { Approvers = [Rule(Avery)] });
        Assert.That(Why(Pending(terms), new AccessCommand.Approve(Nine, Linked(Casey, Avery), Nine, terms)), Is.EqualTo(Refusal.NotAnApprover));
        var casey = Linked(Casey, Avery) with { ActsFor = [Avery.Person.Id] };
        Assert.That(Events(Pending(terms), new AccessCommand.Approve(Nine, casey, Nine, terms)), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_yes_given_with_the_rights_of_another_account_falls_when_they_part_and_makes_room_for_a_new_one()
    {
        var terms = TwoOfTwo.Of(stage => stage with { Approvers = [Rule(Avery), Rule(Morgan)] });
        var casey = Linked(Casey, Avery) with { ActsFor = [Avery.Person.Id] };
        var state = (AccessState.Pending)Events(Pending(terms), new AccessCommand.Approve(Nine, casey, Nine, terms)).Aggregate((AccessState)Pending(terms), AccessEvolver.Evolve);
        var parted = casey.Ties.WithCut(Avery.Person.Id);
        Assert.That(Events(state, new AccessCommand.Approve(Nine, Morgan with { Ties = casey.Ties }, Nine, terms)), Has.Length.EqualTo(2), "while they are linked it stands");
        Assert.That(Events(state, new AccessCommand.Approve(Nine, Morgan with { Ties = parted }, Nine, terms)), Has.Length.EqualTo(1), "it counts for nothing any more");
        var own = Events(state, new AccessCommand.Approve(Nine, Avery with { Ties = parted }, Nine.AddMinutes(1), terms));
        Assert.That(own.Select(each => each.GetType().Name), Is.EqualTo(new[] { nameof(AccessEvent.ApprovalTakenBack), nameof(AccessEvent.Approved) }));
        var after = own.Aggregate((AccessState)state, AccessEvolver.Evolve);
        Assert.That(Events(after, new AccessCommand.Approve(Nine, Morgan with { Ties = parted }, Nine, terms)), Has.Length.EqualTo(2), "and the new one does");
    }

    [Test]
    public void A_requester_whom_the_policy_names_by_another_row_stays_eligible_after_the_cool_down_alone()
    {
        var now = OneOfTwo with { Requesters = [Rule(Casey)] };
        var avery = Avery with { Ties = Linked(Riley, Casey).Ties };
        Assert.That(Why(Pending(), new AccessCommand.Approve(Nine, avery, Nine, now)), Is.EqualTo(Refusal.TermsChanged));
        Assert.That(Events(Pending(), new AccessCommand.Approve(Nine.AddDays(1), avery, Nine, now)), Has.Length.EqualTo(2));
    }

    private static Rule.Named Rule(Actor.Known who) => new(who.Person.Id);

    private static Actor.Known Linked(Actor.Known who, Actor.Known other) => who with
    {
        Ties = Ties.None.With(new Tie(new LinkParty(who.Person.Ref, who.Account), new LinkParty(other.Person.Ref, other.Account), Nine.AddDays(1), IsCut: false)),
    };

    private static AccessState.Pending Voted(AccessState.Pending state, Actor.Known who) =>
        (AccessState.Pending)AccessEvolver.Evolve(state, new AccessEvent.Approved(who.Person.Ref, [Rule(who)], Nine) { At = Nine });

    private static Decision Decide(AccessState state, AccessCommand command) => AccessDecider.Decide(state, command);

    private static AccessEvent[] Events(AccessState state, AccessCommand command) => [.. ((Decision.Accepted)Decide(state, command)).Events];

    private static AccessState After(AccessState state, AccessCommand command) => Events(state, command).Aggregate(state, AccessEvolver.Evolve);

    private static Refusal? Why(AccessState state, AccessCommand command) => (Decide(state, command) as Decision.Refused)?.Why;
}
