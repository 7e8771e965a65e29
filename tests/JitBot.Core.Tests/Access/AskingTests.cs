using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Store;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

/// <summary>How much one person may ask for: one open request for an entitlement, and of all so many at once and a day.</summary>
[TestFixture]
public class AskingTests
{
    private static readonly AccessCommand.Ask Ask = (AccessCommand.Ask)Commands(Nine, Riley)[0];

    [Test]
    public void Whoever_has_an_open_request_for_it_does_not_get_another_and_is_told_which()
    {
        var refused = Refused([Open("r-7", "other"), Open("r-8", OneOfTwo.EntitlementId)], withinADay: 2);
        Assert.That((refused.Why, refused.Line.About), Is.EqualTo((Refusal.AlreadyOpen, "r-8")));
        Assert.That(RefusalWords.For(refused.Why, RefusalFacts.None with { About = refused.Line.About }), Does.Contain("r-8"));
    }

    [Test]
    public void Whoever_has_as_many_open_requests_as_one_may_gets_no_more()
    {
        var refused = Refused([Open("r-1", "one"), Open("r-2", "two"), Open("r-3", "three")], withinADay: 3);
        Assert.That((refused.Why, refused.Line.About), Is.EqualTo((Refusal.TooManyOpen, "3")));
        Assert.That(Decide([Open("r-1", "one"), Open("r-2", "two")], withinADay: 2), Is.InstanceOf<Decision.Accepted>());
    }

    [Test]
    public void Whoever_has_asked_as_often_within_a_day_as_one_may_gets_no_more()
    {
        var refused = Refused([], withinADay: 5);
        Assert.That((refused.Why, refused.Line.About), Is.EqualTo((Refusal.TooManyToday, "5")));
        Assert.That(Decide([], withinADay: 4), Is.InstanceOf<Decision.Accepted>());
    }

    [Test]
    public void Whoever_may_not_ask_at_all_is_told_that_first()
    {
        var terms = OneOfTwo with { Requesters = [new Rule.Named(Avery.Person.Id)] };
        var decision = AccessDecider.Decide(new AccessState.None(), Ask with { Terms = terms, Before = new AskedSoFar([Riley.Person.Id], 1, 1, [Open("r-8", terms.EntitlementId)]) });
        Assert.That(((Decision.Refused)decision).Why, Is.EqualTo(Refusal.NotEligible));
    }

    private static Decision.Refused Refused(IReadOnlyList<RequestIndex> open, int withinADay) => (Decision.Refused)Decide(open, withinADay);

    private static Decision Decide(IReadOnlyList<RequestIndex> open, int withinADay) =>
        AccessDecider.Decide(new AccessState.None(), Ask with { Before = new AskedSoFar([Riley.Person.Id], 9, withinADay, open), Quota = new AskQuota(3, 5) });

    private static RequestIndex Open(string id, string entitlement) => new(new RequestId(id), "handle", Riley.Person.Id, entitlement, Phase.Pending, Nine, null);
}
