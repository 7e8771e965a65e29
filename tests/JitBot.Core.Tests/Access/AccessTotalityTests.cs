using System.Reflection;
using JitBot.Core.Access;
using JitBot.Core.Effects;

namespace JitBot.Core.Tests.Access;

/// <summary>What the compiler cannot prove: every state answers every command, and every event decided on can follow.</summary>
[TestFixture]
public class AccessTotalityTests
{
    [Test]
    public void The_samples_cover_every_state_and_every_command()
    {
        Assert.That(AccessTable.States.Select(s => s.GetType()).Distinct(), Is.EquivalentTo(Cases(typeof(AccessState))));
        Assert.That(AccessTable.Commands(AccessTable.Nine, AccessTable.Riley).Select(c => c.GetType()).Distinct(), Is.EquivalentTo(Cases(typeof(AccessCommand))));
    }

    [Test]
    public void Every_state_answers_every_command_of_everybody_at_every_time()
    {
        foreach (var (state, command) in Pairs())
        {
            if (AccessDecider.Decide(state, command) is Decision.Accepted accepted)
                Assert.That(() => accepted.Events.Aggregate(state, AccessEvolver.Evolve), Throws.Nothing, $"{state.GetType().Name} after {command.GetType().Name}");
        }
    }

    [Test]
    public void Every_event_says_when_it_happened()
    {
        foreach (var (state, command) in Pairs())
            Assert.That(Events(state, command).Select(e => e.At), Is.All.EqualTo(command.At));
    }

    [Test]
    public void An_event_that_cannot_follow_is_loud() =>
        Assert.That(() => AccessEvolver.Evolve(new AccessState.None(), new AccessEvent.Ended(Core.Holdings.Leaving.Removed)), Throws.InvalidOperationException);

    [Test]
    public void A_barred_account_is_refused_whatever_it_wants()
    {
        foreach (var state in AccessTable.States)
        {
            foreach (var command in AccessTable.Commands(AccessTable.Nine, AccessTable.Guest).OfType<AccessCommand.ByPerson>())
                Assert.That(AccessDecider.Decide(state, command), Is.InstanceOf<Decision.Refused>().With.Property(nameof(Decision.Refused.Why)).EqualTo(Refusal.Guest));
        }
    }

    [Test]
    public void Every_refusal_has_its_words()
    {
        var words = Enum.GetValues<Refusal>().Select(RefusalWords.For).ToList();
        Assert.That(words, Is.Unique);
        Assert.That(words, Is.All.Not.Empty);
    }

    [Test]
    public void Every_refusal_says_what_would_make_it_a_yes([Values] Refusal why)
    {
        var facts = new RefusalFacts(TimeSpan.FromHours(4), 10, ["members of crew oncall"], ["Avery", "Blake", "Casey", "Drew", "Elliot", "Frankie", "Gray"]);
        Assert.Multiple(() =>
        {
            Assert.That(RefusalWords.ToBeYes(why), Does.EndWith(".").And.Length.GreaterThan(10));
            Assert.That(RefusalWords.For(why), Does.EndWith($" {RefusalWords.ToBeYes(why)}").And.Length.GreaterThan(RefusalWords.ToBeYes(why).Length + 10), "the rule comes first");
            Assert.That(RefusalWords.For(why, facts), Does.StartWith(RefusalWords.For(why)).And.EndWith("."));
        });
    }

    [Test]
    public void What_is_known_of_the_rule_is_said() => Assert.Multiple(() =>
    {
        var facts = new RefusalFacts(TimeSpan.FromHours(4), 10, ["members of crew oncall"], ["Avery", "Blake", "Casey", "Drew", "Elliot", "Frankie", "Gray"]);
        Assert.That(RefusalWords.For(Refusal.LengthNotAllowed, facts),
            Is.EqualTo("That length is not allowed here. See the form for what is. At most 4 hours may be asked for, and at least 1 minute."));
        Assert.That(RefusalWords.For(Refusal.JustificationTooShort, facts), Does.EndWith("At least 10 characters are wanted."));
        Assert.That(RefusalWords.For(Refusal.NotEligible, facts), Does.EndWith("Named are members of crew oncall."));
        Assert.That(RefusalWords.For(Refusal.NotAnApprover, facts), Does.EndWith("Ask one of those who are. Those who may: Avery, Blake, Casey, Drew, Elliot and 2 more."));
        Assert.That(RefusalFacts.Safe("`Avery`\n*"), Is.EqualTo("'Avery' *"));
    });

    [Test]
    public void Only_an_approval_of_a_pending_request_ever_claims_a_membership()
    {
        var claiming = Pairs().Where(pair => Effects(pair.State, pair.Command).OfType<Effect.Claim>().Any()).ToList();
        Assert.That(claiming, Is.Not.Empty);
        Assert.That(claiming.All(pair => pair is (AccessState.Pending, AccessCommand.Approve)), Is.True);
    }

    private static IEnumerable<AccessEvent> Events(AccessState state, AccessCommand command) => AccessDecider.Decide(state, command) switch
    {
        Decision.Accepted accepted => accepted.Events,
        Decision.Refused refused => [refused.Line],
        _ => [],
    };

    private static List<Effect> Effects(AccessState state, AccessCommand command)
    {
        var effects = new List<Effect>();
        foreach (var happened in Events(state, command))
        {
            state = AccessEvolver.Evolve(state, happened);
            effects.AddRange(AccessReactor.React(AccessTable.Id, state, happened).Select(due => due.Effect));
        }

        return effects;
    }

    private static IEnumerable<(AccessState State, AccessCommand Command)> Pairs() =>
        from state in AccessTable.States
        from actor in new[] { AccessTable.Riley, AccessTable.Avery, AccessTable.Casey, AccessTable.Olive, AccessTable.Guest }
        from hours in new[] { 0, 5 }
        from command in AccessTable.Commands(AccessTable.Nine.AddHours(hours), actor)
        select (state, command);

    private static IEnumerable<Type> Cases(Type closed) =>
        closed.GetNestedTypes(BindingFlags.Public).Where(type => closed.IsAssignableFrom(type) && !type.IsAbstract);
}
