using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Effects;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

/// <summary>Everything that may come to a request at the same moment, two by two in both orders: whichever is first, what was promised holds.</summary>
[TestFixture]
public class EndingPairsTests
{
    private static readonly DateTimeOffset End = Nine.AddHours(2);

    private static readonly Dictionary<string, AccessCommand> Moves = new()
    {
        ["approve"] = new AccessCommand.Approve(End.AddSeconds(-1), Avery, End.AddSeconds(-1), OneOfTwo),
        ["approve frozen"] = new AccessCommand.Approve(End.AddSeconds(-1), Avery, End.AddSeconds(-1), OneOfTwo) { IsFrozen = true },
        ["deny"] = new AccessCommand.Deny(End.AddSeconds(-1), Avery, null) { TermsNow = OneOfTwo },
        ["withdraw"] = new AccessCommand.Withdraw(End.AddSeconds(-1), Riley),
        ["return"] = new AccessCommand.Return(End.AddSeconds(-1), Riley),
        ["revoke"] = new AccessCommand.Revoke(End.AddSeconds(-1), Olive, OneOfTwo, [new Rule.Named(Olive.Person.Id)], null),
        ["extend"] = new AccessCommand.Extend(End.AddSeconds(-1), Riley, OneOfTwo, TimeSpan.FromMinutes(30), null),
        ["expire"] = new AccessCommand.Wake(End),
    };

    private static IEnumerable<TestCaseData> Pairs() =>
        from start in new[] { ("pending", (AccessState)Pending()), ("granting", Granting), ("active", Active), ("extending", Extending) }
        from one in Moves.Keys
        from other in Moves.Keys
        select new TestCaseData(start.Item2, one, other).SetArgDisplayNames(start.Item1, one, other);

    [TestCaseSource(nameof(Pairs))]
    public void Two_moves_in_either_order_keep_what_was_promised(AccessState start, string one, string other)
    {
        var (state, events) = (start, new List<AccessEvent>());
        foreach (var move in new[] { one, other })
        {
            var happened = AccessDecider.Decide(state, Moves[move]) is Decision.Accepted accepted ? accepted.Events : [];
            AssertAllowed(state, move, happened);
            foreach (var each in happened)
            {
                state = AccessEvolver.Evolve(state, each);
                if (each is AccessEvent.RevocationBegun)
                    Assert.That(AccessReactor.React(Id, state, each).Select(due => due.Effect), Has.Some.InstanceOf<Effect.Release>(), "an end releases the membership");
            }

            events.AddRange(happened);
        }

        Assert.That(events.Count(happened => happened is AccessEvent.RevocationBegun), Is.LessThanOrEqualTo(1), "it ends once");
        Assert.That(events.Count(happened => happened is AccessEvent.GrantBegun or AccessEvent.Denied or AccessEvent.Withdrawn or AccessEvent.Lapsed), Is.LessThanOrEqualTo(1), "it is decided once");
        if (state is AccessState.Known { WakeAt: { } wake } and AccessState.Active active)
            Assert.That(wake, Is.LessThanOrEqualTo(active.EndsAt), "its end is never overlooked");
    }

    private static void AssertAllowed(AccessState before, string move, IReadOnlyList<AccessEvent> happened)
    {
        var (votes, extended) = (happened.OfType<AccessEvent.Approved>().Any(), happened.OfType<AccessEvent.Extended>().SingleOrDefault());
        if (extended is not null)
        {
            Assert.That(before, Is.InstanceOf<AccessState.Active>().With.Property("Asking").Not.Null);
            Assert.That(votes && move == "approve", Is.True, "only a yes extends");
            Assert.That(extended.EndsAt - ((AccessState.Active)before).Since, Is.LessThanOrEqualTo(OneOfTwo.LongestGrant));
        }

        if (before is AccessState.Ending or AccessState.Ended or AccessState.Closed)
            Assert.That(happened.Where(each => each is not AccessEvent.Refused), Is.Empty, "what is over stays over");
    }
}
