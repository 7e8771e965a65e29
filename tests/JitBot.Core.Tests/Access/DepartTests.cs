using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

/// <summary>What becomes of a request whose requester has left.</summary>
[TestFixture]
public class DepartTests
{
    private static readonly Departure LeftChat = new(Riley.Account, AccountEnd.Deactivated);
    private static readonly Departure LeftDirectory = new(new AccountId("Provider", "", "subject"), AccountEnd.Deleted);
    private static readonly StoryTexts Texts = new(new Dictionary<PersonId, string> { [Riley.Person.Id] = "Riley" }, new Dictionary<string, string>());

    [Test]
    public void What_waits_is_void_and_the_requester_is_told()
    {
        foreach (var seen in new[] { LeftChat, LeftDirectory })
        {
            var voided = Events(Pending(), seen).Single();
            Assert.That(voided, Is.EqualTo(new AccessEvent.Voided(seen) { At = Nine }));
            var closed = (AccessState.Closed)AccessEvolver.Evolve(Pending(), voided);
            Assert.That((closed.Outcome, closed.Announced), Is.EqualTo((Phase.Void, true)));
            Assert.That(AccessReactor.React(Id, closed, voided).Select(due => due.Effect), Is.SupersetOf(new Effect[] { new Effect.Notify(Id, NoticeKind.Void), new Effect.Show(Id, Channel) }));
        }
    }

    [Test]
    public void What_is_still_looked_at_is_void_without_a_card()
    {
        var preparing = new AccessState.Preparing(Facts());
        Assert.That(Events(preparing, LeftDirectory), Is.Empty, "nobody knows yet who they are there");
        var closed = (AccessState.Closed)AccessEvolver.Evolve(preparing, Events(preparing, LeftChat).Single());
        Assert.That((closed.Outcome, closed.Announced), Is.EqualTo((Phase.Void, false)));
    }

    [Test]
    public void What_was_granted_ends_at_once()
    {
        foreach (var state in new AccessState[] { Granting, Active, Extending })
        {
            foreach (var seen in new[] { LeftChat, LeftDirectory })
            {
                var begun = Events(state, seen).Single();
                Assert.That(begun, Is.EqualTo(new AccessEvent.RevocationBegun(EndCause.Deactivated) { Seen = seen, At = Nine }));
                Assert.That(AccessReactor.React(Id, AccessEvolver.Evolve(state, begun), begun).Select(due => due.Effect), Has.Some.InstanceOf<Effect.Release>());
            }
        }
    }

    [Test]
    public void Another_account_of_theirs_ends_nothing()
    {
        Departure[] others =
        [
            new(new AccountId("Chat", "T1", "U-riley.alt"), AccountEnd.Deactivated),
            new(new AccountId("Chat", "T2", Riley.Account.Id), AccountEnd.Deactivated),
            new(new AccountId("Provider", "", "another"), AccountEnd.Deleted),
            new(new AccountId("Other", "", "subject"), AccountEnd.Deleted),
        ];
        foreach (var seen in others)
        {
            foreach (var state in States)
                Assert.That(Events(state, seen), Is.Empty, $"{seen} in {state.GetType().Name}");
        }
    }

    [Test]
    public void What_is_over_stays_as_it_is_and_is_watched_no_more()
    {
        foreach (var state in States.Where(state => state is AccessState.None or AccessState.Ending or AccessState.Ended or AccessState.Closed))
        {
            Assert.That(DepartRules.Watched(state), Is.Empty);
            Assert.That(Events(state, LeftChat), Is.Empty);
        }
    }

    [Test]
    public void The_thread_says_which_account_it_is_and_what_happened_to_it()
    {
        Assert.That(AccessStory.Line(Events(Pending(), LeftChat).Single(), Facts(), Texts)!.ToPlainText(), Is.EqualTo("The account of Riley in Chat is deactivated; the request is void."));
        Assert.That(
            AccessStory.Line(Events(Active, LeftDirectory).Single(), Facts(), Texts)!.ToPlainText(),
            Is.EqualTo("The account of Riley in Provider is not there any more; the membership is being removed."));
    }

    [Test]
    public void Nobody_is_told_that_whoever_has_left_could_not_be_told()
    {
        var ended = new AccessState.Ended(Facts(), Holding, EndCause.Deactivated, Leaving.Removed, ReappearanceTold: false);
        Assert.That(((Decision.Accepted)AccessDecider.Decide(ended, new AccessCommand.MissRequester(Nine, "write to JitBot"))).Events, Is.Empty);
    }

    [Test]
    public void What_they_did_with_the_access_is_read()
    {
        var ended = new AccessState.Ended(Facts(OneOfTwo with { Evidence = true }), Holding, EndCause.Deactivated, Leaving.Removed, ReappearanceTold: false);
        Assert.That(ended.WantsEvidence, Is.True);
    }

    [Test]
    public void The_more_there_is_to_look_at_the_less_often_each_is()
    {
        Assert.That(PresenceLimits.Every(0, hasAccess: true), Is.EqualTo(PresenceLimits.LookEvery));
        Assert.That(PresenceLimits.Every(6_000, hasAccess: true), Is.EqualTo(PresenceLimits.LookEvery));
        Assert.That(PresenceLimits.Every(6_000, hasAccess: false), Is.EqualTo(PresenceLimits.LookAtWaitingEvery));
        Assert.That(PresenceLimits.Every(2_000_000, hasAccess: true), Is.EqualTo(TimeSpan.FromSeconds(100_000)));
        Assert.That(PresenceLimits.Every(2_000_000, hasAccess: false), Is.EqualTo(TimeSpan.FromSeconds(100_000)));
    }

    private static IReadOnlyList<AccessEvent> Events(AccessState state, Departure seen) =>
        ((Decision.Accepted)AccessDecider.Decide(state, new AccessCommand.Depart(Nine, seen))).Events;
}
