using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

/// <summary>Who is signed out everywhere at the end, and what is said of sessions.</summary>
[TestFixture]
public class SignOutTests
{
    private static readonly StoryTexts Texts = new(new Dictionary<PersonId, string> { [Riley.Person.Id] = "Riley" }, new Dictionary<string, string>());

    [Test]
    public void Whoever_lost_something_by_such_terms_is_signed_out_when_it_is_gone_and_not_before()
    {
        var ending = Ending(signsOut: true);
        Assert.That(SignOuts(ending, new AccessEvent.RevocationDelayed("down")), Is.Empty);
        Assert.That(SignOuts(ending, new AccessEvent.Ended(Leaving.Removed)), Is.EqualTo(new[] { new Effect.SignOut(Id, "Provider") }));
        Assert.That(SignOuts(ending, new AccessEvent.Ended(Leaving.WasGone)), Has.Count.EqualTo(1));
    }

    [TestCase(Leaving.Standing)]
    [TestCase(Leaving.StillNeeded)]
    [TestCase(Leaving.NeverAdded)]
    [TestCase(Leaving.AddedByOthers)]
    public void Whoever_lost_nothing_is_not_signed_out(Leaving how)
    {
        Assert.That(SignOuts(Ending(signsOut: true), new AccessEvent.Ended(how)), Is.Empty);
        Assert.That(AccessStory.Over(how, Facts()).ToPlainText(), Does.Not.Contain("ession"));
    }

    [Test]
    public void Without_such_terms_nobody_is_and_it_is_said_that_sessions_live_on()
    {
        Assert.That(SignOuts(Ending(signsOut: false), new AccessEvent.Ended(Leaving.Removed)), Is.Empty);
        Assert.That(AccessStory.Over(Leaving.Removed, Facts()).ToPlainText(), Does.EndWith("gone. Sessions that run already may live on for a while."));
        Assert.That(AccessStory.Over(Leaving.Removed, SigningOut).ToPlainText(), Does.EndWith("gone. Signing out everywhere follows."));
    }

    [Test]
    public void It_is_told_once_that_it_was_done_or_could_not_be()
    {
        var ended = AccessEvolver.Evolve(Ending(signsOut: true), new AccessEvent.Ended(Leaving.Removed));
        foreach (var command in new AccessCommand[] { new AccessCommand.SignedOut(Nine), new AccessCommand.MissSignOut(Nine, "It is down.") })
        {
            var told = ((Decision.Accepted)AccessDecider.Decide(ended, command)).Events.Single();
            var after = AccessEvolver.Evolve(ended, told);
            Assert.That(((Decision.Accepted)AccessDecider.Decide(after, command)).Events, Is.Empty);
            Assert.That(AccessReactor.React(Id, after, told).Select(due => due.Effect), Has.Some.EqualTo(new Effect.Show(Id, Channel)).And.None.InstanceOf<Effect.SignOut>());
        }

        Assert.That(AccessStory.Line(new AccessEvent.SignedOut(), SigningOut, Texts)!.ToPlainText(), Is.EqualTo(
            "Provider has signed Riley out everywhere. An application with a session of its own may notice later."));
        Assert.That(AccessStory.Line(new AccessEvent.SignOutMissed("It is down."), SigningOut, Texts)!.ToPlainText(), Is.EqualTo(
            "Riley could not be signed out everywhere by Provider: It is down. Sessions that run already may live on for a while."));
    }

    [Test]
    public void Whoever_is_to_be_signed_out_is_told_when_it_is_granted_and_before_it_ends()
    {
        var active = new AccessState.Active(SigningOut, SigningOut.HoldingOf("subject"), Standing: false, Nine.AddHours(1)) { IsWarned = true };
        foreach (var kind in new[] { NoticeKind.Granted, NoticeKind.EndsSoon })
        {
            Assert.That(AccessNotices.Write(Id, kind, active, [], Texts)!.Words.ToPlainText(), Does.EndWith("With its end you are signed out everywhere."));
            Assert.That(AccessNotices.Write(Id, kind, active with { Facts = Facts() }, [], Texts)!.Words.ToPlainText(), Does.Not.Contain("signed out"));
        }
    }

    [Test]
    public void Of_many_ends_it_is_said_what_becomes_of_sessions()
    {
        var end = new FoldedEnd(Id, "Riley", "Database", Nine, Nine, Leaving.Removed);
        Assert.That(FoldedEnds.ForPlace([end, end]).ToPlainText(), Does.EndWith("Sessions that run already may live on for a while."));
        Assert.That(FoldedEnds.ForRequester([end with { SignsOut = true }, end with { SignsOut = true }]).ToPlainText(), Does.EndWith("Signing out everywhere follows."));
        Assert.That(FoldedEnds.ForPlace([end with { How = Leaving.Standing }]).ToPlainText(), Does.Not.Contain("ession"));
    }

    [Test]
    public void An_edition_that_signs_nobody_out_has_the_version_it_had_before()
    {
        var policy = new Policy("p", [], [], [], TimeSpan.FromHours(1), TimeSpan.FromHours(1), 10);
        var edition = new Edition([new Entitlement("e", "E", "", "Provider", "group", policy)], []);
        Assert.That(EditionJson.Write(edition), Does.Not.Contain("signsOut"));
        var signing = edition with { Entitlements = [edition.Entitlements[0] with { Policy = policy with { SignsOut = true } }] };
        Assert.That(EditionJson.Read(EditionJson.Write(signing))!.Entitlements[0].Policy.SignsOut, Is.True);
    }

    private static AccessFacts SigningOut => Facts() with { Terms = Facts().Terms with { SignsOut = true } };

    private static AccessState.Ending Ending(bool signsOut)
    {
        var facts = signsOut ? SigningOut : Facts();
        return new AccessState.Ending(facts, facts.HoldingOf("subject"), EndCause.Expired, DelayTold: false, Failure: null);
    }

    private static List<Effect.SignOut> SignOuts(AccessState state, AccessEvent happened) =>
        [.. AccessReactor.React(Id, AccessEvolver.Evolve(state, happened), happened).Select(due => due.Effect).OfType<Effect.SignOut>()];
}
