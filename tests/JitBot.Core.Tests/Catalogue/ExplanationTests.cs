using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Tests.Catalogue;

/// <summary>What the catalogue says of one person and one entitlement, and whether enough different people could decide.</summary>
public class ExplanationTests
{
    private static readonly PersonId Avery = new("avery@example.com");
    private static readonly PersonId Morgan = new("morgan@example.com");
    private static readonly PersonId Casey = new("casey@example.com");
    private static readonly Rule.Member Crew = new("crew", "oncall");
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public void Each_stage_needs_people_of_its_own_and_nobody_counts_for_two() => Assert.Multiple(() =>
    {
        Assert.That(StageFill.CanBeFilled([StageOf(1, Avery)], null), Is.True);
        Assert.That(StageFill.CanBeFilled([StageOf(1, Avery)], Avery), Is.False, "it is their own request");
        Assert.That(StageFill.CanBeFilled([StageOf(1, Avery), StageOf(1, Avery)], null), Is.False, "one vote a person");
        Assert.That(StageFill.CanBeFilled([StageOf(1, Avery, Morgan), StageOf(1, Avery)], null), Is.True, "Morgan makes room for Avery");
        Assert.That(StageFill.CanBeFilled([StageOf(1, Avery, Morgan), StageOf(1, Avery)], Morgan), Is.False);
        Assert.That(StageFill.CanBeFilled([StageOf(2, Avery, Morgan), StageOf(1, Avery, Morgan, Casey)], null), Is.True);
        Assert.That(StageFill.CanBeFilled([StageOf(2, Avery, Morgan), StageOf(2, Avery, Morgan, Casey)], null), Is.False);
        Assert.That(StageFill.CanBeFilled([StageOf(3, Avery) with { Approvers = [Crew] }], Avery), Is.True, "how many are in a group is not known here");
    });

    [Test]
    public void Whoever_is_named_may_ask_and_it_is_said_by_what()
    {
        var told = Explain(Avery, [new Rule.Named(Avery), Crew], _ => false).MayAsk;
        Assert.That(told, Is.EqualTo(new Because(Told.Yes, "by person:avery@example.com in the Requesters of policy production", null)));
    }

    [Test]
    public void Whoever_is_not_is_told_what_would_make_it_a_yes()
    {
        var told = Explain(Avery, [new Rule.Named(Morgan), Crew], _ => false).MayAsk;
        Assert.Multiple(() =>
        {
            Assert.That(told.Answer, Is.EqualTo(Told.No));
            Assert.That(told.Why, Does.Contain("person:morgan@example.com, crew:oncall"));
            Assert.That(told.ToBeYes, Is.EqualTo("add person:avery@example.com there or make them a member of crew:oncall"));
        });
    }

    [Test]
    public void A_group_that_could_not_be_asked_is_neither_yes_nor_no()
    {
        var told = Explain(Avery, [Crew], _ => null).MayAsk;
        Assert.That(told.Answer, Is.EqualTo(Told.Unknown));
        Assert.That(told.Why, Does.Contain("crew:oncall"));
    }

    [Test]
    public void Own_requests_are_decided_by_others_or_by_nobody()
    {
        var told = Explain(Avery, [new Rule.Everyone()], _ => false);
        Assert.Multiple(() =>
        {
            Assert.That(told.CanBeDecided.Answer, Is.EqualTo(Told.No));
            Assert.That(told.Stages[0].Deciders.Single(), Is.EqualTo(new ExplainedDecider("person:avery@example.com", TimeSpan.Zero, Counts: false)));
            Assert.That(Explain(Morgan, [new Rule.Everyone()], _ => false).CanBeDecided.Answer, Is.EqualTo(Told.Yes));
        });
    }

    private static Explanation Explain(PersonId who, IReadOnlyList<Rule> requesters, Func<Rule.Member, bool?> belongs) => Explanation.Of(
        new Entitlement("database", "Database", "", "Directory", "group", new Policy("production", requesters, [StageOf(1, Avery)], [Hour], Hour, Hour, 10)), who, belongs);

    private static Stage StageOf(int approvals, params PersonId[] people) => new([.. people.Select(person => new Rule.Named(person))], approvals, [new Place.Channel("Chat", "C1")]);
}
