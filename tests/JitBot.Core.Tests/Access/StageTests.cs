using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.People;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

/// <summary>Stages, how many must agree or say no in them, who is asked when nobody answers, and what approvers may do besides.</summary>
[TestFixture]
public class StageTests
{
    private static readonly Place Second = new Place.Channel("Chat", "C2");
    private static readonly Place Backup = new Place.Channel("Chat", "C3");
    private static readonly Tier AfterTen = new(TimeSpan.FromMinutes(10), [Named(Casey)], [Backup]);
    private static readonly Terms Two = OneOfTwo.Of(stage => stage, new Stage([Named(Morgan), Named(Casey)], 1, [Second]));

    [Test]
    public void The_first_stages_yes_leads_to_the_second_and_grants_nothing()
    {
        var after = Pend(Two).Then(Yes(Avery, Two));
        Assert.That(after.State, Is.InstanceOf<AccessState.Pending>().With.Property(nameof(AccessState.Pending.Waiting)).EqualTo(new Waiting(1, Nine, 0, 0)));
        Assert.That(((AccessState.Pending)after.State).Facts.Places, Is.EqualTo(new[] { Channel, Second }), "both see what becomes of it");
    }

    [Test]
    public void Each_stages_yes_grants() =>
        Assert.That(Pend(Two).Then(Yes(Avery, Two)).Then(Yes(Casey, Two)).State, Is.InstanceOf<AccessState.Granting>());

    [Test]
    public void Nobody_decides_before_their_stage() =>
        Assert.That(Refused(Pend(Two).State, Yes(Casey, Two)), Is.EqualTo(Refusal.NotAnApprover));

    [Test]
    public void Nobody_decides_in_two_stages() =>
        Assert.That(Refused(Pend(Two).Then(Yes(Morgan, Two)).State, Yes(Morgan, Two) with { MadeAt = Nine.AddSeconds(1) }), Is.EqualTo(Refusal.VotedBefore));

    [Test]
    public void A_yes_taken_back_in_an_earlier_stage_makes_that_stage_decide_again()
    {
        var back = Pend(Two).Then(Yes(Avery, Two)).Then(new AccessCommand.TakeBack(Nine.AddMinutes(1), Avery, Nine.AddMinutes(1)));
        Assert.That(((AccessState.Pending)back.State).Waiting.Stage, Is.Zero);
        Assert.That(Refused(back.State, Yes(Casey, Two)), Is.EqualTo(Refusal.NotAnApprover));
    }

    [Test]
    public void A_catalogue_with_more_stages_asks_to_ask_again()
    {
        Assert.That(Refused(Pend(OneOfTwo).State, Yes(Avery, Two)), Is.EqualTo(Refusal.TermsChanged));
        Assert.That(Refused(Pend(Two).State, Yes(Avery, OneOfTwo)), Is.EqualTo(Refusal.TermsChanged));
    }

    [Test]
    public void A_stage_that_has_become_stricter_decides_once_more()
    {
        var now = Two.Of(stage => stage with { Approvals = 2 }, Two.Stages[1]);
        var after = Pend(Two).Then(Yes(Avery, Two)).Then(Yes(Casey, now));
        Assert.That(((AccessState.Pending)after.State).Waiting.Stage, Is.Zero, "one of two in the first stage, by the catalogue now");
    }

    [Test]
    public void One_no_of_two_denies_nothing_and_the_second_does()
    {
        var terms = OneOfTwo.Of(stage => stage with { Denials = 2 });
        var once = Pend(terms).Then(No(Avery, terms));
        Assert.That(once.State, Is.InstanceOf<AccessState.Pending>());
        Assert.That(once.Then(No(Avery, terms)).Events, Is.Empty, "a second no of one person");
        Assert.That(once.Then(No(Morgan, terms)).State, Is.InstanceOf<AccessState.Closed>().With.Property(nameof(AccessState.Closed.Outcome)).EqualTo(Phase.Denied));
    }

    [Test]
    public void A_no_in_an_earlier_stage_does_not_swallow_the_same_persons_no_in_a_later_one()
    {
        var terms = OneOfTwo.Of(stage => stage with { Denials = 2 }, new Stage([Named(Morgan), Named(Casey)], 1, [Second]) { Denials = 2 });
        var second = Pend(terms).Then(No(Morgan, terms)).Then(Yes(Avery, terms));
        Assert.That(second.Then(No(Casey, terms)).State, Is.InstanceOf<AccessState.Pending>(), "what was said of the first stage is not said of the second");
        var no = second.Then(No(Morgan, terms));
        Assert.That(no.Events.OfType<AccessEvent.Objected>().Select(each => each.Approver.Id), Is.EqualTo(new[] { Morgan.Person.Id }));
        Assert.That(no.Then(No(Morgan, terms)).Events, Is.Empty, "a second no of one person in one stage");
        Assert.That(no.Then(No(Casey, terms)).State, Is.InstanceOf<AccessState.Closed>().With.Property(nameof(AccessState.Closed.Outcome)).EqualTo(Phase.Denied));
    }

    [Test]
    public void A_channel_lost_in_an_earlier_stage_leaves_a_later_one_the_messages_to_its_own_approvers()
    {
        var terms = OneOfTwo.Of(stage => stage with { Approvers = [Named(Avery)] }, new Stage([Named(Casey)], 1, [Channel]));
        var later = Pend(terms).Then(new AccessCommand.LosePlace(Nine, Channel)).Then(Yes(Avery, terms));
        Assert.That(((AccessState.Pending)later.State).Facts.Places, Is.EqualTo(new[] { Direct(Avery), Direct(Casey) }));
        Assert.That(later.Effects, Has.Some.EqualTo(new Effect.Show(Id, Direct(Casey))));
        Assert.That(later.Effects.OfType<Effect.Notify>(), Is.Empty, "Casey can be reached");
    }

    [Test]
    public void Where_an_earlier_stage_is_still_shown_nobody_of_a_later_one_sees_it_there()
    {
        var terms = OneOfTwo.Of(stage => stage, new Stage([new Rule.Member("Directory", "leads")], 1, [Second]));
        var lost = Pend(terms).Then(Yes(Avery, terms)).Then(new AccessCommand.LosePlace(Nine, Second));
        Assert.That(((AccessState.Pending)lost.State).Facts.Places, Is.EqualTo(new[] { Channel }));
        Assert.That(lost.Effects, Has.Some.EqualTo(new Effect.Notify(Id, NoticeKind.NobodyReachable)));
        var tier = terms.Of(stage => stage, terms.Stages[1] with { Tiers = [AfterTen] });
        Assert.That(Pend(tier).Then(Yes(Avery, tier)).Then(new AccessCommand.LosePlace(Nine, Second)).Events.OfType<AccessEvent.TierCalled>().Count(), Is.EqualTo(1), "the next are called at once");
    }

    [Test]
    public void A_later_stage_that_nobody_can_see_from_its_beginning_calls_the_next_at_once_or_says_so()
    {
        var terms = OneOfTwo.Of(stage => stage, new Stage([new Rule.Member("Directory", "leads")], 1, [Channel]));
        var unseen = Pend(terms).Then(new AccessCommand.LosePlace(Nine, Channel)).Then(Yes(Avery, terms));
        Assert.That(unseen.Effects, Has.Some.EqualTo(new Effect.Notify(Id, NoticeKind.NobodyReachable)));
        var tier = terms.Of(stage => stage, terms.Stages[1] with { Tiers = [AfterTen] });
        var called = Pend(tier).Then(new AccessCommand.LosePlace(Nine, Channel)).Then(Yes(Avery, tier));
        Assert.That(called.Events.OfType<AccessEvent.TierCalled>().Count(), Is.EqualTo(1));
        Assert.That(called.Effects.OfType<Effect.Notify>(), Is.Empty);
    }

    [Test]
    public void A_catalogue_that_wants_fewer_noes_is_heard() =>
        Assert.That(Pend(OneOfTwo.Of(stage => stage with { Denials = 2 })).Then(No(Avery, OneOfTwo)).State, Is.InstanceOf<AccessState.Closed>());

    [Test]
    public void Whoever_says_no_takes_their_yes_back_and_the_other_way_round()
    {
        var terms = TwoOfTwo.Of(stage => stage with { Denials = 2 });
        var no = Pend(terms).Then(Yes(Avery, terms)).Then(No(Avery, terms));
        Assert.That(((AccessState.Pending)no.State).Votes, Is.Empty);
        var yes = no.Then(Yes(Avery, terms) with { MadeAt = Nine.AddMinutes(1) });
        Assert.That(((AccessState.Pending)yes.State).Objections, Is.Empty);
    }

    [Test]
    public void When_nobody_answers_the_next_tier_decides_too()
    {
        var terms = OneOfTwo.Of(stage => stage with { Tiers = [AfterTen] });
        var pending = Pend(terms);
        Assert.That(Refused(pending.State, Yes(Casey, terms)), Is.EqualTo(Refusal.NotAnApprover));
        Assert.That(pending.Then(new AccessCommand.Wake(Nine.AddMinutes(9))).Events, Is.Empty);
        var called = pending.Then(new AccessCommand.Wake(Nine.AddMinutes(10)));
        Assert.That(((AccessState.Pending)called.State).Facts.Places, Is.EqualTo(new[] { Channel, Backup }));
        Assert.That(called.Then(Yes(Casey, terms)).State, Is.InstanceOf<AccessState.Granting>());
    }

    [Test]
    public void A_channel_that_cannot_be_reached_calls_the_next_tier_at_once()
    {
        var terms = OneOfTwo.Of(stage => stage with { Approvers = [new Rule.Member("Directory", "leads")], Tiers = [AfterTen] });
        var lost = Pend(terms).Then(new AccessCommand.LosePlace(Nine, Channel));
        Assert.That(((AccessState.Pending)lost.State).Facts.Places, Is.EqualTo(new[] { Backup }));
        Assert.That(lost.Effects.OfType<Effect.Notify>(), Is.Empty, "somebody can be reached");
    }

    [Test]
    public void Reminders_come_after_one_three_seven_and_fifteen_times_the_first_and_then_no_more()
    {
        var terms = OneOfTwo with { RemindsAfter = TimeSpan.FromMinutes(2), LapsesAfter = TimeSpan.FromHours(2) };
        var (state, minutes) = (Pend(terms), new List<int>());
        for (var minute = 0; minute < 119; minute++)
        {
            var next = state.Then(new AccessCommand.Wake(Nine.AddMinutes(minute)));
            if (next.Events.OfType<AccessEvent.Reminded>().Any())
                minutes.Add(minute);
            state = next;
        }

        Assert.That(minutes, Is.EqualTo(new[] { 2, 6, 14, 30 }));
    }

    [Test]
    public void It_is_woken_for_whatever_comes_first()
    {
        var terms = OneOfTwo.Of(stage => stage with { Tiers = [AfterTen] }) with { RemindsAfter = TimeSpan.FromMinutes(4) };
        var pending = (AccessState.Pending)Pend(terms).State;
        Assert.That(pending.WakeAt, Is.EqualTo(Nine.AddMinutes(4)));
        Assert.That((pending with { Waiting = new Waiting(0, Nine, 0, 1) }).WakeAt, Is.EqualTo(Nine.AddMinutes(10)));
        Assert.That((pending with { Waiting = new Waiting(0, Nine, 1, 4) }).WakeAt, Is.EqualTo(Nine.AddHours(1)));
    }

    [Test]
    public void An_approver_may_give_less_and_then_that_is_what_is_granted()
    {
        var granted = Pend(OneOfTwo).Then(Yes(Avery, OneOfTwo) with { AtMost = TimeSpan.FromMinutes(30) });
        Assert.That(((AccessState.Granting)granted.State).NotAfter, Is.EqualTo(Nine.AddMinutes(30)));
        Assert.That(((AccessState.Granting)granted.State).Facts.Length, Is.EqualTo(TimeSpan.FromMinutes(30)));
    }

    [TestCase(3)]
    [TestCase(0)]
    public void An_approver_gives_neither_more_nor_nothing(int hours) =>
        Assert.That(Refused(Pend(OneOfTwo).State, Yes(Avery, OneOfTwo) with { AtMost = TimeSpan.FromHours(hours) }), Is.EqualTo(Refusal.LengthNotLess));

    [Test]
    public void Where_the_policy_wants_to_know_why_a_yes_without_a_reason_is_none()
    {
        Assert.That(Refused(Pend(OneOfTwo with { AsksWhy = true }).State, Yes(Avery, OneOfTwo)), Is.EqualTo(Refusal.ReasonMissing));
        Assert.That(Refused(Pend(OneOfTwo).State, Yes(Avery, OneOfTwo with { AsksWhy = true })), Is.EqualTo(Refusal.ReasonMissing));
        Assert.That(Pend(OneOfTwo with { AsksWhy = true }).Then(Yes(Avery, OneOfTwo) with { Reason = Text("the incident is real") }).State, Is.InstanceOf<AccessState.Granting>());
    }

    [Test]
    public void A_yes_can_be_taken_back_for_a_minute_after_it_decided_and_the_access_goes()
    {
        var granting = Pend(OneOfTwo).Then(Yes(Avery, OneOfTwo));
        var undo = new AccessCommand.TakeBack(Nine.AddSeconds(60), Avery, Nine.AddSeconds(60));
        Assert.That(granting.Then(undo).State, Is.InstanceOf<AccessState.Ending>().With.Property(nameof(AccessState.Ending.Cause)).EqualTo(EndCause.Undone));
        Assert.That(Refused(granting.State, undo with { At = Nine.AddSeconds(61) }), Is.EqualTo(Refusal.TooLateToUndo));
        Assert.That(granting.Then(undo with { Actor = Morgan }).Events, Is.Empty, "it was not Morgan's yes");
    }

    [Test]
    public void A_yes_counts_while_its_giver_keeps_a_rule_of_the_asking_and_one_of_now()
    {
        var (then, now) = (new Rule.Member("Crew", "then"), new Rule.Member("Crew", "now"));
        var asked = TwoOfTwo.Of(stage => stage with { Approvers = [then, Named(Morgan)] });
        var current = TwoOfTwo.Of(stage => stage with { Approvers = [now, Named(Morgan)] });
        var once = Pend(asked).Then(Yes(Avery with { Groups = new HashSet<Rule> { then, now } }, current));
        var later = Yes(Morgan, current) with { At = Nine.AddMinutes(5) };
        Assert.That(Then([then]), Is.InstanceOf<AccessState.Pending>());
        Assert.That(Then([now]), Is.InstanceOf<AccessState.Pending>());
        Assert.That(Then([then, now]), Is.InstanceOf<AccessState.Granting>());

        AccessState Then(IReadOnlyList<Rule> held) => once.Then(later with { Voters = [new VoterNow(Avery.Person.Id, held)] }).State;
    }

    [Test]
    public void Whoever_has_left_since_counts_no_more()
    {
        var once = Pend(TwoOfTwo).Then(Yes(Avery, TwoOfTwo));
        var later = Yes(Morgan, TwoOfTwo) with { At = Nine.AddMinutes(5), Voters = [new VoterNow(Avery.Person.Id, [])] };
        var after = once.Then(later);
        Assert.That(after.Events, Has.One.InstanceOf<AccessEvent.ApprovalFell>().And.None.InstanceOf<AccessEvent.GrantBegun>());
        Assert.That(once.Then(later with { Voters = [new VoterNow(Avery.Person.Id, [Named(Avery)])] }).State, Is.InstanceOf<AccessState.Granting>());
    }

    [Test]
    public void Whoever_was_not_looked_at_again_counts_only_if_they_said_it_just_now()
    {
        var once = Pend(TwoOfTwo).Then(Yes(Avery, TwoOfTwo));
        Assert.That(once.Then(Yes(Morgan, TwoOfTwo) with { At = Nine.AddMinutes(1) }).State, Is.InstanceOf<AccessState.Granting>());
        Assert.That(once.Then(Yes(Morgan, TwoOfTwo) with { At = Nine.AddMinutes(2) }).State, Is.InstanceOf<AccessState.Pending>());
    }

    private static Place.Direct Direct(Actor.Known who) => new("Chat", who.Person.Id);

    private static Rule.Named Named(Actor.Known who) => new(who.Person.Id);

    private static AccessCommand.Approve Yes(Actor.Known who, Terms now) => new(Nine, who, Nine, now);

    private static AccessCommand.Deny No(Actor.Known who, Terms now) => new(Nine, who, null) { TermsNow = now };

    private static Step Pend(Terms terms) => new(AccessTable.Pending(terms), [], []);

    private static Refusal? Refused(AccessState state, AccessCommand command) => (AccessDecider.Decide(state, command) as Decision.Refused)?.Why;

    /// <summary>A state, and what led to it last.</summary>
    private sealed record Step(AccessState State, IReadOnlyList<AccessEvent> Events, IReadOnlyList<Effect> Effects)
    {
        public Step Then(AccessCommand command)
        {
            var decision = AccessDecider.Decide(State, command) as Decision.Accepted ?? throw new AssertionException($"{command.GetType().Name} was refused");
            var (state, effects) = (State, new List<Effect>());
            foreach (var happened in decision.Events)
            {
                state = AccessEvolver.Evolve(state, happened);
                effects.AddRange(AccessReactor.React(Id, state, happened).Select(due => due.Effect));
            }

            return new Step(state, decision.Events, effects);
        }
    }
}
