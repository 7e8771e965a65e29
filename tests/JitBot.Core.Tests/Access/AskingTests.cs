using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
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

    [Test]
    public void What_nobody_else_could_approve_is_refused_at_once_and_the_stage_is_named()
    {
        var stages = OneOfTwo.Stages;
        var terms = OneOfTwo with { Stages = [stages[0], new Stage([new Rule.Named(Riley.Person.Id)], 1, [])] };
        var refused = (Decision.Refused)AccessDecider.Decide(new AccessState.None(), Ask with { Terms = terms });
        Assert.That((refused.Why, refused.Line.About), Is.EqualTo((Refusal.NobodyCanApprove, "2")));
        var facts = new RefusalFacts(null, null, [], ["Riley"]) { About = refused.Line.About };
        Assert.That(RefusalWords.For(refused.Why, facts), Does.Contain("names Riley").And.Contain("stage 2"));
    }

    [Test]
    public void Two_rows_of_one_human_being_are_one_approver_and_the_requesters_are_none()
    {
        var (avery, alt) = (Avery.Person.Id, new PersonId("p-avery-alt"));
        var terms = OneOfTwo with { Stages = [new Stage([new Rule.Named(avery), new Rule.Named(alt)], 2, [])] };
        Assert.That(With(terms, Ties.None), Is.InstanceOf<Decision.Accepted>());
        Assert.That(With(terms, Tied(avery, alt)), Is.InstanceOf<Decision.Refused>());
        var alone = OneOfTwo with { Stages = [new Stage([new Rule.Named(alt)], 1, [])] };
        Assert.That(With(alone, Tied(Riley.Person.Id, alt)), Is.InstanceOf<Decision.Refused>());
    }

    [Test]
    public void A_group_that_cannot_be_told_may_have_somebody_in_it_and_one_that_can_counts_as_it_is()
    {
        var rota = new Rule.Member("rota", "night");
        var terms = OneOfTwo with { Stages = [new Stage([rota], 1, [])] };
        Assert.That(With(terms, Ties.None), Is.InstanceOf<Decision.Accepted>());
        Assert.That(With(terms, Ties.None, (rota, [])), Is.InstanceOf<Decision.Refused>());
        Assert.That(With(terms, Ties.None, (rota, [Riley.Person.Id.Value])), Is.InstanceOf<Decision.Refused>());
        Assert.That(With(terms, Ties.None, (rota, [Riley.Person.Id.Value, "kim@example.com"])), Is.InstanceOf<Decision.Accepted>());
    }

    [Test]
    public void Where_nobody_needs_to_be_asked_nobody_needs_to_be_there()
    {
        var terms = OneOfTwo with { Stages = [new Stage([new Rule.Named(Riley.Person.Id)], 1, [])], AutoApprovals = [new AutoApproval([new Rule.Everyone()], Ask.Length, [])] };
        Assert.That(With(terms, Ties.None), Is.InstanceOf<Decision.Accepted>());
        Assert.That(AccessDecider.Decide(new AccessState.None(), Ask with { Terms = terms, Length = Ask.Length + TimeSpan.FromMinutes(1) }), Is.InstanceOf<Decision.Refused>());
    }

    private static Decision With(Terms terms, Ties ties, params (Rule Rule, string[] People)[] means) => AccessDecider.Decide(new AccessState.None(), Ask with
    {
        Terms = terms,
        Actor = Riley with { Ties = ties },
        Deciders = new DecidersNow(means.ToDictionary(each => each.Rule, each => (IReadOnlyList<string>)each.People)),
    });

    private static Ties Tied(PersonId one, PersonId other) => Ties.None.With(new Tie(Party(one), Party(other), Nine, IsCut: false));

    private static LinkParty Party(PersonId who) => new(new PersonRef(who, ""), new AccountId("Chat", "T1", who.Value));

    private static Decision.Refused Refused(IReadOnlyList<RequestIndex> open, int withinADay) => (Decision.Refused)Decide(open, withinADay);

    private static Decision Decide(IReadOnlyList<RequestIndex> open, int withinADay) =>
        AccessDecider.Decide(new AccessState.None(), Ask with { Before = new AskedSoFar([Riley.Person.Id], 9, withinADay, open), Quota = new AskQuota(3, 5) });

    private static RequestIndex Open(string id, string entitlement) => new(new RequestId(id), "handle", Riley.Person.Id, entitlement, Phase.Pending, Nine, null);
}
