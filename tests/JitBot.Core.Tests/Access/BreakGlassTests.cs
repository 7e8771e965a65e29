using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Emergencies;
using JitBot.Core.People;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

/// <summary>Who may break glass, how loudly, and what is owed for it.</summary>
[TestFixture]
public class BreakGlassTests
{
    private static readonly Rule OnCall = new Rule.Member("schedule", "primary");
    private static readonly Place Alarm = new Place.Channel("Chat", "C-alarm");
    private static readonly BreakGlass Glass = new([OnCall], TimeSpan.FromMinutes(30), 2, "databases", TimeSpan.FromDays(1), [Alarm]);
    private static readonly Terms Let = OneOfTwo with { BreakGlass = Glass };
    private static readonly Actor.Known Roused = Riley with { Groups = new HashSet<Rule> { OnCall } };
    private static readonly RequestId Other = new("r-2");

    [Test]
    public void Whoever_is_on_call_asks_and_is_granted_without_a_yes_for_as_long_as_the_policy_lets()
    {
        var asked = Start.Then(Emergency());
        Assert.That(asked.Known.Facts.Length, Is.EqualTo(TimeSpan.FromMinutes(30)));
        var granting = asked.Then(Prepared(Let));
        Assert.That(granting.State, Is.InstanceOf<AccessState.Granting>().With.Property(nameof(AccessState.Granting.NotAfter)).EqualTo(Nine.AddMinutes(30)));
        Assert.That(granting.Effects, Has.One.InstanceOf<Effect.Page>());
        Assert.That(granting.Known.Facts.Places, Is.EquivalentTo(new[] { Channel, Alarm }), "told where approvers are, and where the policy says");
    }

    [Test]
    public void Whoever_is_not_named_and_what_has_no_such_rule_is_refused()
    {
        Assert.That(Refused(new AccessState.None(), Emergency() with { Actor = Riley }), Is.EqualTo(Refusal.MayNotBreakGlass));
        Assert.That(Refused(new AccessState.None(), Emergency() with { Terms = OneOfTwo }), Is.EqualTo(Refusal.NoBreakGlass));
        Assert.That(Refused(new AccessState.None(), Emergency() with { Terms = OneOfTwo with { BreakGlass = Glass with { For = [] } } }), Is.EqualTo(Refusal.MayNotBreakGlass), "nobody is nobody");
    }

    [TestCase("")]
    [TestCase(" . ")]
    public void An_emergency_needs_a_reason(string reason) =>
        Assert.That(Refused(new AccessState.None(), Emergency() with { Justification = Text(reason) }), Is.EqualTo(Refusal.EmergencyWithoutReason));

    [Test]
    public void What_the_catalogue_does_not_let_any_more_is_asked_of_people()
    {
        var pending = Start.Then(Emergency()).Then(Prepared(OneOfTwo));
        Assert.That(pending.State, Is.InstanceOf<AccessState.Pending>().With.Property(nameof(AccessState.Known.Facts)).With.Property(nameof(AccessFacts.Emergency)).Null);
        Assert.That(pending.Effects, Has.One.InstanceOf<Effect.SettleEmergency>(), "the ledger forgets it");
    }

    [TestCase("approvers")]
    [TestCase("APPROVERS", Description = "ids of groups are the same in whatever case")]
    public void What_is_nested_in_a_group_that_makes_deciders_is_asked_of_people(string deciding)
    {
        var nested = new NestingLook(["everything", "approvers"], ["others", deciding]);
        AssertDropped(nested, mayMakeDeciders: true);
        Assert.That(Refused(AccessTable.Pending(Let), Escalate(Roused, Let) with { Look = new EmergencyLook(null) { Nesting = nested } }), Is.EqualTo(Refusal.NoBreakGlass));
    }

    [Test]
    public void What_makes_deciders_itself_is_asked_of_people() => AssertDropped(new NestingLook([], [Let.Resource]), mayMakeDeciders: true);

    [Test]
    public void Of_what_nobody_says_what_it_is_nested_in_people_are_asked()
    {
        AssertDropped(nesting: null, mayMakeDeciders: true);
        Assert.That(Refused(AccessTable.Pending(Let), Escalate(Roused, Let) with { Look = new EmergencyLook(null) }), Is.EqualTo(Refusal.NoBreakGlass));
    }

    [Test]
    public void What_is_nested_in_other_groups_is_taken_at_once()
    {
        var other = new NestingLook(["everything"], ["approvers"]);
        Assert.That(Start.Then(Emergency()).Then(Prepared(Let) with { Nesting = other }).State, Is.InstanceOf<AccessState.Granting>());
        var pending = new Step(AccessTable.Pending(Let), []);
        Assert.That(pending.Then(Escalate(Roused, Let) with { Look = new EmergencyLook(null) { Nesting = other } }).State, Is.InstanceOf<AccessState.Granting>());
    }

    private static void AssertDropped(NestingLook? nesting, bool mayMakeDeciders)
    {
        var asked = Start.Then(Emergency());
        var events = ((Decision.Accepted)AccessDecider.Decide(asked.State, Prepared(Let) with { Nesting = nesting })).Events;
        Assert.That(events.OfType<AccessEvent.EmergencyDropped>().Single().MayMakeDeciders, Is.EqualTo(mayMakeDeciders));
        Assert.That(asked.Then(Prepared(Let) with { Nesting = nesting }).State, Is.InstanceOf<AccessState.Pending>());
    }

    [Test]
    public void What_waits_is_taken_at_once_by_whoever_asked_for_it_and_nobody_else()
    {
        var pending = new Step(AccessTable.Pending(Let), []);
        var granting = pending.Then(Escalate(Roused, Let));
        Assert.That(granting.State, Is.InstanceOf<AccessState.Granting>());
        Assert.That(granting.Known.Facts.Length, Is.EqualTo(TimeSpan.FromMinutes(30)), "not the two hours that were asked for");
        Assert.That(Refused(pending.State, Escalate(Avery with { Groups = Roused.Groups }, Let)), Is.EqualTo(Refusal.NotTheRequester));
        Assert.That(Refused(pending.State, Escalate(Roused, OneOfTwo)), Is.EqualTo(Refusal.NoBreakGlass));
        Assert.That(Refused(pending.State, Escalate(Roused, Let with { Resource = "admins" })), Is.EqualTo(Refusal.TermsChanged));
    }

    [Test]
    public void That_the_source_was_down_is_written_down()
    {
        var look = new EmergencyLook(Nine.AddMinutes(-5));
        var events = ((Decision.Accepted)AccessDecider.Decide(new AccessState.None(), Emergency() with { Emergency = look })).Events;
        Assert.That(events.OfType<AccessEvent.GlassBroken>().Single().AsOf, Is.EqualTo(Nine.AddMinutes(-5)));
    }

    [Test]
    public void Two_others_review_it_and_each_counts_once()
    {
        var once = Active.Then(Review(Avery));
        Assert.That(once.Known.Facts.Emergency!.IsReviewed, Is.False);
        Assert.That(Refused(once.State, Review(Avery)), Is.EqualTo(Refusal.ReviewedAlready));
        var twice = once.Then(Review(Morgan));
        Assert.That(twice.Known.Facts.Emergency!.IsReviewed, Is.True);
        Assert.That(twice.Effects, Has.One.InstanceOf<Effect.SettleEmergency>());
    }

    [Test]
    public void Nobody_reviews_their_own_emergency_and_no_stranger_does()
    {
        Assert.That(Refused(Active.State, Review(Roused)), Is.EqualTo(Refusal.OwnEmergency));
        Assert.That(Refused(Active.State, Review(Casey)), Is.EqualTo(Refusal.MayNotReview));
        Assert.That(Active.Then(Review(Casey) with { Operators = [new Rule.Named(Casey.Person.Id)] }).Known.Facts.Emergency!.Reviews, Has.Count.EqualTo(1));
        Assert.That(Refused(Active.State, Review(Avery) with { Finding = Text(" ") }), Is.EqualTo(Refusal.ReviewWithoutFinding));
        Assert.That(Refused(AccessTable.Active, Review(Avery)), Is.EqualTo(Refusal.NothingToReview));
    }

    [Test]
    public void What_nobody_reviews_is_said_daily_for_two_weeks_and_access_still_there_is_taken_away()
    {
        var late = Active with { State = ((AccessState.Active)Active.State) with { EndsAt = Nine.AddDays(9) } };
        var said = late.Then(new AccessCommand.Wake(Nine.AddDays(1)));
        Assert.That(said.State, Is.InstanceOf<AccessState.Ending>().With.Property(nameof(AccessState.Ending.Cause)).EqualTo(EndCause.Unreviewed));
        var times = 1;
        for (var day = 2; day < 40; day++)
        {
            var next = said.Then(new AccessCommand.Wake(Nine.AddDays(day)));
            if (next.Known.Facts.Emergency!.Reminders > said.Known.Facts.Emergency!.Reminders)
                times++;
            said = next;
        }

        Assert.That(times, Is.EqualTo(14));
        Assert.That(said.Known.WakeAt, Is.Null);
    }

    [Test]
    public void Whoever_has_used_up_their_emergencies_waits_a_day()
    {
        var state = EmergencyState.Start.Evolve(Taken(Id, Nine)).Evolve(Taken(Other, Nine.AddHours(1)));
        Assert.That(Why(state, Nine.AddHours(2)), Is.EqualTo(Refusal.EmergenciesUsedUp));
        Assert.That(LedgerRules.WhyNot(state, new RequestId("r-3"), Avery.Person.Id, Ties.None, Glass, Nine.AddHours(2)), Is.Null, "Avery has not");
        Assert.That(Why(state.Evolve(new EmergencyEvent.Voided(Other)), Nine.AddHours(2)), Is.Null, "what nothing came of does not count");
        Assert.That(Why(state.Evolve(new EmergencyEvent.Reviewed(Id)).Evolve(new EmergencyEvent.Reviewed(Other)), Nine.AddHours(26)), Is.Null);
    }

    [Test]
    public void It_is_taken_away_as_well_when_a_reminder_of_more_time_is_due_at_the_same_moment()
    {
        var lasting = ((AccessState.Active)Active.State) with { EndsAt = Nine.AddDays(9), IsWarned = true };
        var facts = lasting.Facts with { AskedAt = Nine, Terms = Let with { RemindsAfter = TimeSpan.FromMinutes(10) } };
        var asking = new AccessState.Pending(facts, lasting.Holding.Subject, [], new Dictionary<PersonId, DateTimeOffset>())
        {
            Waiting = new Waiting(0, Nine, 0, 0),
        };
        var waits = Active with { State = lasting with { Asking = asking } };
        Assert.That(((AccessState.Active)waits.State).UrgesAt, Is.Not.Null.And.LessThan(Nine.AddDays(1)), "a reminder is due, too");
        Assert.That(waits.Then(new AccessCommand.Wake(Nine.AddDays(1))).State, Is.InstanceOf<AccessState.Ending>());
    }

    [Test]
    public void While_a_review_is_overdue_nobody_of_the_team_breaks_glass()
    {
        var state = EmergencyState.Start.Evolve(Taken(Id, Nine));
        Assert.That(Why(state, Nine.AddHours(23)), Is.Null);
        Assert.That(Why(state, Nine.AddHours(24)), Is.EqualTo(Refusal.ReviewIsOwed));
        Assert.That(LedgerRules.WhyNot(state, Other, Avery.Person.Id, Ties.None, Glass, Nine.AddHours(24)), Is.EqualTo(Refusal.ReviewIsOwed), "whoever it is");
        Assert.That(LedgerRules.WhyNot(state, Other, Avery.Person.Id, Ties.None, Glass with { Team = "others" }, Nine.AddHours(24)), Is.Null);
        Assert.That(Why(state.Evolve(new EmergencyEvent.Reviewed(Id)), Nine.AddHours(24)), Is.Null);
    }

    private static Step Start => new(new AccessState.None(), []);

    private static Step Active => Start.Then(Emergency()).Then(Prepared(Let)).Then(new AccessCommand.Hear(Nine, new Core.Holdings.HoldingNews.Confirmed(Standing: false, Nine)));

    private static AccessCommand.Ask Emergency() =>
        new(Nine, Roused, Let, TimeSpan.FromHours(2), Text("the primary is down"), "handle") { Emergency = new EmergencyLook(null) };

    private static AccessCommand.Prepared Prepared(Terms now) => new(Nine, "subject") { TermsNow = now, Nesting = NestingLook.Nothing };

    private static AccessCommand.Escalate Escalate(Actor who, Terms now) => new(Nine, who, now, Text("the primary is down"), new EmergencyLook(null) { Nesting = NestingLook.Nothing });

    private static AccessCommand.Review Review(Actor who) => new(Nine, who, Let, Text("only what was needed"), []);

    private static EmergencyEvent.Taken Taken(RequestId request, DateTimeOffset at) => new(request, Riley.Person.Ref, "databases", at + Glass.ReviewWithin) { At = at };

    private static Refusal? Why(EmergencyState state, DateTimeOffset at) => LedgerRules.WhyNot(state, new RequestId("r-3"), Riley.Person.Id, Ties.None, Glass, at);

    private static Refusal? Refused(AccessState state, AccessCommand command) => (AccessDecider.Decide(state, command) as Decision.Refused)?.Why;

    private sealed record Step(AccessState State, IReadOnlyList<Effect> Effects)
    {
        public AccessState.Known Known => (AccessState.Known)State;

        public Step Then(AccessCommand command)
        {
            var decision = AccessDecider.Decide(State, command) as Decision.Accepted
                ?? throw new AssertionException($"{command.GetType().Name} was refused: {(AccessDecider.Decide(State, command) as Decision.Refused)?.Why}");
            var (state, effects) = (State, new List<Effect>());
            foreach (var happened in decision.Events)
            {
                state = AccessEvolver.Evolve(state, happened);
                effects.AddRange(AccessReactor.React(Id, state, happened).Select(due => due.Effect));
            }

            return new Step(state, effects);
        }
    }
}
