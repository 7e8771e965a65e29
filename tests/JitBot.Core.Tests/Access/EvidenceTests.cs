using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

[TestFixture]
public class EvidenceTests
{
    private static readonly AccessState.Ending Ending = new(Facts(OneOfTwo with { Evidence = true }), Holding, EndCause.Expired, DelayTold: false, Failure: null);

    private static readonly AccessCommand.ReadEvidence Read = new(Nine, Nine.AddHours(-1), Nine, Evidence.Of(["Sign-in"], isCut: false));

    [Test]
    public void The_log_is_read_a_quarter_of_an_hour_after_the_end()
    {
        var due = Reading(Ending, new AccessEvent.Ended(Leaving.Removed) { At = Nine });
        Assert.That(due?.DueAt, Is.EqualTo(Nine.AddMinutes(15)));
        Assert.That(due?.Effect, Is.EqualTo(new Effect.ReadEvidence(Id, Holding.Provider)));
    }

    [TestCase(Leaving.Standing)]
    [TestCase(Leaving.NeverAdded)]
    public void Nothing_is_read_of_what_the_grant_did_not_give(Leaving how) =>
        Assert.That(Reading(Ending, new AccessEvent.Ended(how) { At = Nine }), Is.Null);

    [TestCase(EndCause.NeverConfirmed)]
    [TestCase(EndCause.NotGrantable)]
    public void Nothing_is_read_of_what_was_never_in_force(EndCause cause) =>
        Assert.That(Reading(Ending with { Cause = cause }, new AccessEvent.Ended(Leaving.Removed) { At = Nine }), Is.Null);

    [Test]
    public void Nothing_is_read_unless_the_terms_say_so() =>
        Assert.That(Reading(Ending with { Facts = Facts() }, new AccessEvent.Ended(Leaving.Removed) { At = Nine }), Is.Null);

    [Test]
    public void It_is_told_once()
    {
        var told = Accepted(EndedWithEvidence, Read).Aggregate((AccessState)EndedWithEvidence, AccessEvolver.Evolve);
        Assert.That(Accepted(told, Read), Is.Empty);
        Assert.That(Accepted(told, new AccessCommand.MissEvidence(Nine, "down")), Is.Empty);
    }

    [Test]
    public void What_the_terms_do_not_allow_is_not_told_even_if_it_was_read() =>
        Assert.That(Accepted(EndedWithEvidence with { Facts = Facts() }, Read), Is.Empty);

    [Test]
    public void The_rarest_deeds_come_first_and_the_rest_is_kept_and_counted()
    {
        var deeds = Enumerable.Range(0, EvidenceLimits.Kinds + 2).SelectMany(i => Enumerable.Repeat($"Deed {i:00}", i + 1));
        var evidence = Evidence.Of(deeds, isCut: true);
        Assert.That(evidence.Deeds.Select(deed => deed.Times), Is.Ordered.Ascending);
        Assert.That(evidence.Deeds, Has.Count.EqualTo(EvidenceLimits.Kinds));
        Assert.That(evidence.Others, Is.EqualTo(2));
        Assert.That(Line(evidence), Does.Contain(": “Deed 00”; “Deed 01” (×2); ").And.EndsWith("“Deed 07” (×8); 44 more kinds of deed; and more than is read here."));
    }

    [Test]
    public void An_application_cannot_be_named_so_that_it_looks_like_two_deeds() =>
        Assert.That(Line(Evidence.Of(["Sign-in: Mail” (×3); “Sign-in: Chat"], isCut: false)), Does.EndWith(": “Sign-in: Mail' (×3); 'Sign-in: Chat”."));

    [Test]
    public void What_the_log_does_not_hold_is_told() =>
        Assert.That(Line(Evidence.Of([], isCut: false) with { NotKept = "sign-ins" }), Does.EndWith("It does not hold sign-ins."));

    [Test]
    public void The_line_names_the_person_the_time_and_what_was_done() => Assert.That(
        Line(Evidence.Of(["Sign-in: Console", "Reset user password (failed)", "Sign-in: Console"], isCut: false)),
        Does.StartWith("The log of Provider shows of riley, from ").And.EndsWith(": “Reset user password (failed)”; “Sign-in: Console” (×2)."));

    [Test]
    public void An_empty_log_is_told_as_one() =>
        Assert.That(Line(Evidence.Of([], isCut: false)), Does.StartWith("The log of Provider shows nothing that riley did from "));

    [TestCase("two\nlines", "two lines")]
    [TestCase("a\u202ebackwards", "abackwards")]
    public void A_description_is_made_readable(string given, string kept) =>
        Assert.That(Evidence.Of([given], isCut: false).Deeds[0].What, Is.EqualTo(kept));

    [Test]
    public void A_long_description_is_cut() =>
        Assert.That(Evidence.Of([new string('x', 5000)], isCut: false).Deeds[0].What, Has.Length.LessThanOrEqualTo(EvidenceLimits.Description));

    private static DueEffect? Reading(AccessState.Ending before, AccessEvent.Ended happened) =>
        AccessReactor.React(Id, AccessEvolver.Evolve(before, happened), happened).SingleOrDefault(due => due.Effect is Effect.ReadEvidence);

    private static IReadOnlyList<AccessEvent> Accepted(AccessState state, AccessCommand command) => ((Decision.Accepted)AccessDecider.Decide(state, command)).Events;

    private static string Line(Evidence evidence)
    {
        var texts = new StoryTexts(new Dictionary<PersonId, string> { [Riley.Person.Id] = "riley" }, new Dictionary<string, string>());
        return AccessStory.Line(new AccessEvent.EvidenceRead(Nine, Nine.AddHours(1), evidence), Facts(), texts)!.ToPlainText();
    }
}
