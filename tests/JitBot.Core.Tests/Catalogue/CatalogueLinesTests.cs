using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Core.Tests.Catalogue;

/// <summary>The lines of the catalogue, and what becomes of an attempt to accept an edition.</summary>
public class CatalogueLinesTests
{
    private const string Version = "0123456789abcdef0123456789abcdef";
    private static readonly DateTimeOffset Nine = new(2026, 11, 29, 9, 0, 0, TimeSpan.Zero);
    private static readonly LinkParty Olga = new(new PersonRef(new PersonId("p-olga"), "hash"), new AccountId("Chat", "T1", "U-olga"));

    private static readonly CatalogueEvent.Seen Seen = new(Version, "text", "box", 2, 1, [new Rule.Member("crew", "ops")]) { At = Nine };

    private static readonly CatalogueEvent[] Events =
    [
        Seen, new CatalogueEvent.InForce(Version, "text", ["database"], []), new CatalogueEvent.Refused("ab", "box", ["Catalogue:Policies"]),
        new CatalogueEvent.Accepted(Version, Olga), new CatalogueEvent.NotAccepted(Version, Olga),
    ];

    private static readonly CatalogueState Waiting = CatalogueState.Start.Evolve(Seen).Evolve(new CatalogueEvent.InForce(Version, "mixed", ["database"], []) { At = Nine });

    [Test]
    public void Every_event_is_read_back_as_it_was_written()
    {
        Assert.That(Events.Select(each => each.GetType()), Is.EquivalentTo(typeof(CatalogueEvent).GetNestedTypes()));
        foreach (var happened in Events)
        {
            var line = EventJson.Line(happened with { At = Nine });
            Assert.That(EventJson.Line(EventJson.ReadCatalogue(new StoredLine(1, 1, line.At, "catalogue", 1, line.Type, line.Body))), Is.EqualTo(line));
        }
    }

    [Test]
    public void The_stored_form_is_golden() => Assert.Multiple(() =>
    {
        Assert.That(EventJson.Line(Events[0]).Body, Is.EqualTo(
            """{"event":"catalogue-seen","version":"0123456789abcdef0123456789abcdef","content":"text","machine":"box","entitlements":2,"policies":1,"""
            + "\"operators\":[{\"rule\":\"group\",\"source\":\"crew\",\"group\":\"ops\"}]}"));
        Assert.That(EventJson.Line(Events[1]).Body, Is.EqualTo(
            """{"event":"catalogue-in-force","version":"0123456789abcdef0123456789abcdef","content":"text","waiting":["database"],"operators":[]}"""));
    });

    [Test]
    public void An_operators_yes_puts_the_edition_that_was_read_last_in_force()
    {
        var decision = Accept(Version.ToUpperInvariant(), isOperator: true);
        var after = decision.Events.Aggregate(Waiting, (state, happened) => state.Evolve(happened));
        Assert.Multiple(() =>
        {
            Assert.That(decision.Why, Is.Null);
            Assert.That(after.InForce, Is.EqualTo(decision.Events[1]));
            Assert.That(after.InForce!.Content, Is.EqualTo("text"));
            Assert.That(after.InForce.Waiting, Is.Empty);
            Assert.That(after.InForce.Operators, Is.EqualTo(Seen.Operators));
            Assert.That(after.IsAccepted(Version, Nine.AddHours(23)), Is.True);
            Assert.That(after.IsAccepted(Version, Nine.AddHours(24)), Is.False, "a yes does not stand for ever");
        });
    }

    [Test]
    public void Nobody_else_can_say_it_and_the_attempt_is_a_line()
    {
        var decision = Accept(Version, isOperator: false);
        Assert.That(decision.Why, Is.EqualTo(AcceptRefusal.NotAnOperator));
        Assert.That(decision.Events, Is.EqualTo(new[] { new CatalogueEvent.NotAccepted(Version, Olga) { At = Nine } }));
    }

    [TestCase("0123", Description = "too short to be sure")]
    [TestCase("0123456789abcdef0123456789abcde", Description = "still too short")]
    [TestCase("fedcba9876543210fedcba9876543210")]
    public void A_yes_names_the_edition_that_waits(string typed)
    {
        var decision = Accept(typed, isOperator: true);
        Assert.That(decision.Why, Is.EqualTo(AcceptRefusal.AnotherWaits));
        Assert.That(decision.Events, Is.Empty);
    }

    [Test]
    public void Where_nothing_waits_there_is_nothing_to_accept()
    {
        var calm = Waiting.Evolve(new CatalogueEvent.InForce(Version, "text", [], []) { At = Nine });
        Assert.That(AcceptRules.Accept(calm, Version, Olga, isOperator: true, Nine).Why, Is.EqualTo(AcceptRefusal.NothingWaits));
    }

    private static AcceptDecision Accept(string typed, bool isOperator) => AcceptRules.Accept(Waiting, typed, Olga, isOperator, Nine);
}
