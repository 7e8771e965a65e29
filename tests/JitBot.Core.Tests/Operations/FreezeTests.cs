using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Operations;
using JitBot.Core.People;
using JitBot.Core.Store;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Operations;

/// <summary>One operator stops granting, two let it go on.</summary>
[TestFixture]
public class FreezeTests
{
    private static readonly IReadOnlyList<Rule> Operators = [new Rule.Named(Olive.Person.Id), new Rule.Named(Avery.Person.Id)];

    private static FreezeState Frozen => After(FreezeState.Start, FreezeRules.Stop(FreezeState.Start, Olive, Operators, "hash", Nine));

    [Test]
    public void An_operator_stops_granting_and_doing_so_again_changes_nothing()
    {
        Assert.That(Frozen.Freeze, Is.EqualTo(new Freeze(Olive.Person.Ref, Nine, "hash")));
        Assert.That(FreezeRules.Stop(Frozen, Avery, Operators, null, Nine), Is.Null);
    }

    [Test]
    public void Two_operators_let_it_go_on_and_who_stopped_it_may_be_one_of_them()
    {
        var asked = FreezeRules.GoOn(Frozen, Olive, Operators, Nine);
        Assert.That(asked, Is.InstanceOf<FreezeEvent.ThawAsked>());
        var waiting = After(Frozen, asked);
        Assert.That(waiting.Freeze, Is.Not.Null);
        Assert.That(FreezeRules.GoOn(waiting, Olive, Operators, Nine.AddMinutes(1)), Is.Null, "one is not two");
        var thawed = FreezeRules.GoOn(waiting, Avery, Operators, Nine.AddHours(1));
        Assert.That(thawed, Is.EqualTo(new FreezeEvent.Thawed(Avery.Person.Ref, Avery.Account, Olive.Person.Ref) { At = Nine.AddHours(1) }));
        Assert.That(After(waiting, thawed), Is.EqualTo(FreezeState.Start));
    }

    [Test]
    public void A_yes_is_good_for_an_hour_and_is_gone_when_somebody_freezes_again()
    {
        var waiting = After(Frozen, FreezeRules.GoOn(Frozen, Olive, Operators, Nine));
        Assert.That(FreezeRules.GoOn(waiting, Avery, Operators, Nine.AddMinutes(61)), Is.InstanceOf<FreezeEvent.ThawAsked>());
        Assert.That(After(waiting, FreezeRules.Stop(waiting, Avery, Operators, null, Nine)).Thaw, Is.Null);
    }

    [Test]
    public void Two_accounts_of_one_operator_are_one()
    {
        var tie = new Tie(new LinkParty(Olive.Person.Ref, Olive.Account), new LinkParty(Avery.Person.Ref, Avery.Account), Nine, IsCut: false);
        var waiting = After(Frozen, FreezeRules.GoOn(Frozen, Olive, Operators, Nine));
        Assert.That(FreezeRules.GoOn(waiting, Avery with { Ties = Ties.None.With(tie) }, Operators, Nine), Is.Null);
    }

    [Test]
    public void Nobody_else_stops_it_or_lets_it_go_on_and_the_attempt_is_a_line()
    {
        Assert.That(FreezeRules.Stop(FreezeState.Start, Casey, Operators, null, Nine), Is.EqualTo(new FreezeEvent.Refused(Casey.Account, Casey.Person.Ref, Refusal.NotAnOperator) { At = Nine }));
        Assert.That(FreezeRules.GoOn(Frozen, Guest, Operators, Nine), Is.EqualTo(new FreezeEvent.Refused(Guest.Account, null, Refusal.Guest) { At = Nine }));
        Assert.That(FreezeRules.GoOn(FreezeState.Start, Olive, Operators, Nine), Is.Null, "nothing is frozen");
    }

    [Test]
    public void Every_event_comes_back_from_its_line()
    {
        FreezeEvent[] all =
        [
            new FreezeEvent.Frozen(Olive.Person.Ref, Olive.Account, "hash"), new FreezeEvent.ThawAsked(Olive.Person.Ref, Olive.Account),
            new FreezeEvent.Thawed(Olive.Person.Ref, Olive.Account, Avery.Person.Ref), new FreezeEvent.Refused(Casey.Account, null, Refusal.NotAnOperator),
        ];
        Assert.That(all.Select(each => each.GetType()), Is.EquivalentTo(typeof(FreezeEvent).GetNestedTypes()));
        foreach (var happened in all)
        {
            var line = EventJson.Line(happened with { At = Nine });
            Assert.That(EventJson.ReadFreeze(new StoredLine(1, 1, line.At, "freezes", 1, line.Type, line.Body)), Is.EqualTo(happened with { At = Nine }));
        }
    }

    private static FreezeState After(FreezeState state, FreezeEvent? happened) => state.Evolve(happened!);
}
