using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

/// <summary>Taking somebody's access away: who may, when, and what is said of it.</summary>
[TestFixture]
public class RevokeTests
{
    private static readonly Actor.Known[] Entitled = [Avery, Morgan, Olive];

    [Test]
    public void An_approver_or_an_operator_takes_away_what_is_in_force_or_about_to_be([ValueSource(nameof(Entitled))] Actor.Known actor)
    {
        foreach (var state in new AccessState[] { Active, Granting })
        {
            var begun = Events(state, Revokes(actor)).OfType<AccessEvent.RevocationBegun>().Single();
            Assert.That(begun, Is.EqualTo(new AccessEvent.RevocationBegun(EndCause.Revoked) { By = actor.Person.Ref, Reason = Text("laptop lost").Hash, At = Nine }));
            var ending = (AccessState.Known)AccessEvolver.Evolve(state, begun);
            Assert.That(AccessReactor.React(Id, ending, begun).Select(due => due.Effect), Has.Some.InstanceOf<Effect.Release>());
        }
    }

    [Test]
    public void Whoever_approves_by_the_catalogue_now_may_and_so_may_who_did_at_asking()
    {
        var now = OneOfTwo.Of(stage => stage with { Approvers = [new Rule.Named(Casey.Person.Id)] });
        Assert.That(Events(Active, Revokes(Casey) with { TermsNow = now }), Has.Some.InstanceOf<AccessEvent.RevocationBegun>());
        Assert.That(Events(Active, Revokes(Avery) with { TermsNow = now }), Has.Some.InstanceOf<AccessEvent.RevocationBegun>());
        Assert.That(Events(Active, Revokes(Avery) with { TermsNow = null }), Has.Some.InstanceOf<AccessEvent.RevocationBegun>(), "the entitlement has left the catalogue");
    }

    [Test]
    public void Nobody_else_takes_anything_away() => AssertRefused(Active, Revokes(Casey), Refusal.MayNotRevoke);

    [Test]
    public void What_the_requester_takes_away_is_given_back() =>
        Assert.That(Events(Active, Revokes(Riley)).Single(), Is.EqualTo(new AccessEvent.RevocationBegun(EndCause.Returned) { At = Nine }));

    [Test]
    public void What_is_not_granted_yet_is_denied_and_not_taken_away() => AssertRefused(Pending(), Revokes(Olive), Refusal.NotGrantedYet);

    [Test]
    public void What_is_over_cannot_be_taken_away_and_what_is_ending_ends_once()
    {
        AssertRefused(new AccessState.Ended(Facts(), Holding, EndCause.Expired, Leaving.Removed, ReappearanceTold: false), Revokes(Olive), Refusal.NothingToRevoke);
        Assert.That(Events(new AccessState.Ending(Facts(), Holding, EndCause.Expired, DelayTold: false, Failure: null), Revokes(Olive)), Is.Empty);
    }

    [Test]
    public void The_thread_and_the_requester_are_told_who_did_it_and_why()
    {
        var texts = new StoryTexts(new Dictionary<PersonId, string> { [Olive.Person.Id] = "Olive" }, new Dictionary<string, string> { [Text("laptop lost").Hash] = "laptop lost" });
        var begun = Events(Active, Revokes(Olive)).Single();
        Assert.That(AccessStory.Line(begun, Facts(), texts)!.ToPlainText(), Is.EqualTo("Olive took the access away; the membership is being removed. The reason: laptop lost"));
        var ended = new AccessState.Ended(Facts(), Holding, EndCause.Revoked, Leaving.Removed, ReappearanceTold: false);
        Assert.That(AccessNotices.Write(Id, NoticeKind.Ended, ended, [begun], texts)!.Words.ToPlainText(), Does.Contain("Olive took it away: laptop lost Access removed"));
    }

    [TestCase(EndCause.Undone, "Olive took the approval back. Access removed")]
    [TestCase(EndCause.Unreviewed, "Nobody reviewed this emergency in time, so it was taken away. Access removed")]
    public void The_requester_is_told_why_it_went_early(EndCause cause, string words)
    {
        var texts = new StoryTexts(new Dictionary<PersonId, string> { [Olive.Person.Id] = "Olive" }, new Dictionary<string, string>());
        var begun = new AccessEvent.RevocationBegun(cause) { By = cause == EndCause.Undone ? Olive.Person.Ref : null };
        var ended = new AccessState.Ended(Facts(), Holding, cause, Leaving.Removed, ReappearanceTold: false);
        Assert.That(AccessNotices.Write(Id, NoticeKind.Ended, ended, [begun], texts)!.Words.ToPlainText(), Does.Contain(words));
    }

    private static AccessCommand.Revoke Revokes(Actor actor) => new(Nine, actor, OneOfTwo, [new Rule.Named(Olive.Person.Id)], Text("laptop lost"));

    private static IReadOnlyList<AccessEvent> Events(AccessState state, AccessCommand command) => ((Decision.Accepted)AccessDecider.Decide(state, command)).Events;

    private static void AssertRefused(AccessState state, AccessCommand command, Refusal why) =>
        Assert.That(AccessDecider.Decide(state, command), Is.InstanceOf<Decision.Refused>().With.Property(nameof(Decision.Refused.Why)).EqualTo(why));
}
