using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

/// <summary>Somebody asks for somebody else: the request is the other's, the line names both, and neither decides on it.</summary>
[TestFixture]
public class AskForOthersTests
{
    private static readonly Terms ForOthers = OneOfTwo with { AskForOthers = true };

    private static readonly AccessCommand.Ask Ask = (AccessCommand.Ask)Commands(Nine, Avery)[0] with { Terms = ForOthers, For = Riley };

    private static readonly AccessFacts Asked = Facts(ForOthers) with { AskedBy = Avery.Person.Ref };

    private static readonly StoryTexts Texts =
        new(new Dictionary<PersonId, string> { [Riley.Person.Id] = "Riley", [Avery.Person.Id] = "Avery" }, new Dictionary<string, string>());

    private static AccessState.Pending Waiting => new(Asked, "subject", [], new Dictionary<PersonId, DateTimeOffset>());

    [Test]
    public void The_request_is_the_others_and_its_first_line_names_both()
    {
        var asked = (AccessEvent.Asked)Accepted(Decide(Ask)).Single();
        Assert.That((asked.Requester, asked.Account, asked.AskedBy), Is.EqualTo((Riley.Person.Ref, Riley.Account, Avery.Person.Ref)));
        Assert.That(((AccessState.Known)AccessEvolver.Evolve(new AccessState.None(), asked)).Facts.AskedBy, Is.EqualTo(Avery.Person.Ref));
        Assert.That(AccessStory.Line(asked, Asked, Texts)!.ToPlainText(), Does.StartWith("Asked by Avery for Riley."));
        Assert.That(EventJson.Line(asked).Body, Does.Contain("askedBy"));
        Assert.That(EventJson.Line(asked with { AskedBy = null, Terms = OneOfTwo }).Body, Does.Not.Contain("askedBy").And.Not.Contain("askForOthers"), "older lines read the same");
    }

    [Test]
    public void Where_the_policy_does_not_say_so_nobody_asks_for_anybody_else()
    {
        Assert.That(Why(Ask with { Terms = OneOfTwo }), Is.EqualTo(Refusal.NotForOthers));
        var glass = ForOthers with { BreakGlass = new BreakGlass([new Rule.Everyone()], TimeSpan.FromHours(1), 3, "team", TimeSpan.FromHours(24), [Channel]) };
        Assert.That(Why(Ask with { Terms = glass, Emergency = new EmergencyLook(null) }), Is.EqualTo(Refusal.NotForOthers), "an emergency is never somebody else's");
    }

    [Test]
    public void The_others_own_rules_decide_and_the_limits_are_theirs()
    {
        Assert.That(Why(Ask with { For = Guest }), Is.EqualTo(Refusal.OtherNotKnown));
        var alone = ForOthers with { Requesters = [new Rule.Named(Avery.Person.Id)] };
        Assert.That(Why(Ask with { Terms = alone }), Is.EqualTo(Refusal.OtherNotEligible));
        var theirs = new AskedSoFar([Riley.Person.Id], 1, 1, [new RequestIndex(new RequestId("r-8"), "h", Riley.Person.Id, ForOthers.EntitlementId, Phase.Pending, Nine, null)]);
        Assert.That(Why(Ask with { Before = theirs }), Is.EqualTo(Refusal.OtherHasEnough));
        var most = new AskedSoFar([Avery.Person.Id], 5, 5, []);
        Assert.That(Why(Ask with { ByAsker = most, Before = theirs, Quota = new AskQuota(3, 5) }), Is.EqualTo(Refusal.TooManyToday), "what they ask for for others is of their day, too");
        Assert.That(Decide(Ask with { ByAsker = most with { WithinADay = 4 }, Quota = new AskQuota(3, 5) }), Is.InstanceOf<Decision.Accepted>());
        Assert.That(Decide(Ask with { Before = theirs with { Open = [], WithinADay = 5 }, Quota = new AskQuota(3, 5) }), Is.InstanceOf<Decision.Accepted>(), "the day is the hand's, not theirs");
        var elsewhere = theirs with { Open = [theirs.Open[0] with { EntitlementId = "other" }] };
        Assert.That(Why(Ask with { Before = elsewhere, Quota = new AskQuota(1, 5) }), Is.EqualTo(Refusal.OtherHasEnough), "what is open is theirs");
        var asker = (Decision.Refused)Decide(Ask with { Terms = OneOfTwo });
        Assert.That(asker.Line.Person, Is.EqualTo(Avery.Person.Ref), "the refused attempt is the asker's");
    }

    [Test]
    public void What_those_two_alone_could_approve_is_refused_at_once()
    {
        var stage = new Stage([new Rule.Named(Avery.Person.Id), new Rule.Named(Riley.Person.Id)], 1, []);
        Assert.That(Why(Ask with { Terms = ForOthers with { Stages = [stage] } }), Is.EqualTo(Refusal.NobodyCanApprove));
        var auto = ForOthers with { Stages = [stage], AutoApprovals = [new AutoApproval([new Rule.Everyone()], Ask.Length, [])] };
        Assert.That(Why(Ask with { Terms = auto }), Is.EqualTo(Refusal.NobodyCanApprove), "no rule spares the asking for somebody else");
    }

    [Test]
    public void Neither_decides_on_it_by_whichever_account()
    {
        Assert.That(Voted(Avery), Is.EqualTo(Refusal.OwnRequest));
        Assert.That(((Decision.Refused)AccessDecider.Decide(Waiting, new AccessCommand.Deny(Nine, Avery, null) { TermsNow = ForOthers })).Why, Is.EqualTo(Refusal.OwnRequest));
        var tied = Ties.None.With(new Tie(new LinkParty(Avery.Person.Ref, Avery.Account), new LinkParty(Morgan.Person.Ref, Morgan.Account), Nine, IsCut: true));
        Assert.That(Voted(Morgan with { Ties = tied }), Is.EqualTo(Refusal.OwnRequest), "an account that was once shown to be the asker's");
        Assert.That(Voted(Morgan), Is.Null);
        var cast = new Vote(Avery.Person.Ref, ForOthers.Stages[0].Approvers, Nine, Nine, 0);
        var two = TwoOfTwo with { AskForOthers = true };
        var decided = Accepted(AccessDecider.Decide(Waiting with { Facts = Asked with { Terms = two }, Votes = [cast] }, new AccessCommand.Approve(Nine, Morgan, Nine, two)));
        Assert.That(decided, Has.None.InstanceOf<AccessEvent.GrantBegun>(), "and no vote of theirs counts, however it came there");
    }

    [Test]
    public void It_is_never_granted_unasked_and_not_at_all_where_the_policy_says_so_no_more()
    {
        var terms = ForOthers with { AutoApprovals = [new AutoApproval([new Rule.Everyone()], TimeSpan.FromHours(4), [])] };
        var command = new AccessCommand.Prepared(Nine, "subject") { Auto = new AutoLook(Riley, terms, WasDenied: false), TermsNow = terms };
        Assert.That(Accepted(AccessDecider.Decide(new AccessState.Preparing(Facts(terms)), command)), Has.Some.InstanceOf<AccessEvent.AutoApproved>(), "for oneself it is");
        Assert.That(Accepted(AccessDecider.Decide(new AccessState.Preparing(Facts(terms) with { AskedBy = Avery.Person.Ref }), command)), Has.None.InstanceOf<AccessEvent.AutoApproved>());
        Assert.That(((Decision.Refused)AccessDecider.Decide(Waiting, new AccessCommand.Approve(Nine, Morgan, Nine, OneOfTwo))).Why, Is.EqualTo(Refusal.TermsChanged));
    }

    [Test]
    public void Both_withdraw_it_while_it_waits_and_only_whoever_has_it_gives_it_back_or_asks_for_more()
    {
        Assert.That(((AccessEvent.Withdrawn)Accepted(AccessDecider.Decide(Waiting, new AccessCommand.Withdraw(Nine, Avery))).Single()).By, Is.EqualTo(Avery.Person.Ref));
        Assert.That(((AccessEvent.Withdrawn)Accepted(AccessDecider.Decide(Waiting, new AccessCommand.Withdraw(Nine, Riley))).Single()).By, Is.Null);
        Assert.That(((Decision.Refused)AccessDecider.Decide(Waiting, new AccessCommand.Withdraw(Nine, Casey))).Why, Is.EqualTo(Refusal.NotTheRequester));
        var active = Active with { Facts = Asked };
        foreach (var command in new AccessCommand[] { new AccessCommand.Return(Nine, Avery), new AccessCommand.Withdraw(Nine, Avery), new AccessCommand.Extend(Nine, Avery, ForOthers, null, null) })
            Assert.That(((Decision.Refused)AccessDecider.Decide(active, command)).Why, Is.EqualTo(Refusal.NotTheRequester), command.GetType().Name);
        Assert.That(Accepted(AccessDecider.Decide(active, new AccessCommand.Return(Nine, Riley))), Has.Some.InstanceOf<AccessEvent.RevocationBegun>());
    }

    [Test]
    public void Whom_it_is_for_is_told_who_asked_and_whoever_asked_how_to_take_it_back()
    {
        var theirs = AccessNotices.Write(Id, NoticeKind.Asked, Waiting, [], Texts)!;
        Assert.That(theirs.Words.ToPlainText(), Does.StartWith("Avery asked for Production database for you"));
        var asker = AccessNotices.Write(Id, NoticeKind.AskedForOther, Waiting, [], Texts)!;
        Assert.That((asker.Words.ToPlainText(), asker.WithdrawHandle), Is.EqualTo((asker.Words.ToPlainText(), "handle")));
        Assert.That(asker.Words.ToPlainText(), Does.StartWith("You asked for Production database for Riley"));
        Assert.That(AccessReactor.React(Id, Waiting, new AccessEvent.Prepared("subject")).Select(due => due.Effect), Does.Contain(new Effect.Notify(Id, NoticeKind.AskedForOther)));
        var own = (AccessState.Pending)Pending();
        Assert.That(AccessReactor.React(Id, own, new AccessEvent.Prepared("subject")).Select(due => due.Effect), Does.Not.Contain(new Effect.Notify(Id, NoticeKind.AskedForOther)));
    }

    [Test]
    public void Whom_it_was_for_is_told_when_whoever_asked_takes_it_back_and_only_then()
    {
        var told = new Effect.Notify(Id, NoticeKind.WithdrawnByAsker);
        Assert.That(After(Waiting, Avery), Does.Contain(told));
        Assert.That(After(Waiting, Riley), Does.Not.Contain(told), "they know");
        Assert.That(After(new AccessState.Preparing(Asked), Avery), Does.Not.Contain(told), "they were never told of it");
        var notice = AccessNotices.Write(Id, NoticeKind.WithdrawnByAsker, new AccessState.Closed(Asked, Phase.Withdrawn, Announced: true), [], Texts)!;
        Assert.That(notice.Words.ToPlainText(), Is.EqualTo("Avery took back the request for Production database that they had made for you. If you need it, you can ask for it yourself."));
        Assert.That((notice.AskAgain, notice.WithdrawHandle), Is.EqualTo(("prod-db 02:00:00", (string?)null)));

        static IEnumerable<Effect> After(AccessState state, Actor.Known who)
        {
            var withdrawn = Accepted(AccessDecider.Decide(state, new AccessCommand.Withdraw(Nine, who))).Single();
            return AccessReactor.React(Id, AccessEvolver.Evolve(state, withdrawn), withdrawn).Select(due => due.Effect);
        }
    }

    private static Refusal? Voted(Actor.Known who) => (AccessDecider.Decide(Waiting, new AccessCommand.Approve(Nine, who, Nine, ForOthers)) as Decision.Refused)?.Why;

    private static Decision Decide(AccessCommand.Ask ask) => AccessDecider.Decide(new AccessState.None(), ask);

    private static Refusal Why(AccessCommand.Ask ask) => ((Decision.Refused)Decide(ask)).Why;

    private static IReadOnlyList<AccessEvent> Accepted(Decision decision) => ((Decision.Accepted)decision).Events;
}
