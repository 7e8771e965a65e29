using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

/// <summary>When nobody needs to be asked: what people denied, what has left the catalogue and what cannot be told are never among it.</summary>
[TestFixture]
public class AutoApprovalTests
{
    private static readonly Rule OnCall = new Rule.Member("schedule", "primary");
    private static readonly Terms Let = OneOfTwo with { AutoApprovals = [new AutoApproval([OnCall], TimeSpan.FromHours(2), [])] };
    private static readonly AutoLook Seen = new(Riley with { Groups = new HashSet<Rule> { OnCall } }, Let, WasDenied: false);

    [Test]
    public void Whoever_is_on_call_is_granted_without_asking_anybody()
    {
        var events = Events(Let, Seen);
        Assert.That(events, Has.One.InstanceOf<AccessEvent.AutoApproved>());
        Assert.That(events[^1], Is.EqualTo(new AccessEvent.GrantBegun(Nine.AddHours(2)) { At = Nine }));
    }

    [Test]
    public void Nobody_is_granted_what_could_not_be_told() => Assert.That(Events(Let, null), Has.None.InstanceOf<AccessEvent.GrantBegun>());

    [Test]
    public void Whoever_is_not_on_call_asks_people() =>
        Assert.That(Events(Let, Seen with { Requester = Riley }), Has.None.InstanceOf<AccessEvent.GrantBegun>());

    [Test]
    public void A_no_that_people_gave_lately_wins() => Assert.That(Events(Let, Seen with { WasDenied = true }), Has.None.InstanceOf<AccessEvent.GrantBegun>());

    [Test]
    public void The_rule_must_stand_at_asking_and_now()
    {
        Assert.That(Events(OneOfTwo, Seen), Has.None.InstanceOf<AccessEvent.GrantBegun>());
        Assert.That(Events(Let, Seen with { TermsNow = OneOfTwo }), Has.None.InstanceOf<AccessEvent.GrantBegun>());
        Assert.That(Events(Let, Seen with { TermsNow = null }), Has.None.InstanceOf<AccessEvent.GrantBegun>());
    }

    [Test]
    public void Whoever_may_not_ask_any_more_is_granted_nothing() =>
        Assert.That(Events(Let, Seen with { TermsNow = Let with { Requesters = [new Rule.Named(Avery.Person.Id)] } }), Has.None.InstanceOf<AccessEvent.GrantBegun>());

    [Test]
    public void What_is_longer_than_the_rule_allows_is_asked() =>
        Assert.That(Events(Let with { AutoApprovals = [new AutoApproval([OnCall], TimeSpan.FromMinutes(119), [])] }, Seen), Has.None.InstanceOf<AccessEvent.GrantBegun>());

    [Test]
    public void Outside_its_hours_the_rule_does_not_hold()
    {
        var nights = Let with { AutoApprovals = [new AutoApproval([OnCall], TimeSpan.FromHours(2), [new WeeklyWindow("Etc/UTC", [DayOfWeek.Monday], new TimeOnly(22, 0), new TimeOnly(6, 0))])] };
        Assert.That(Events(nights, Seen with { TermsNow = nights }), Has.None.InstanceOf<AccessEvent.GrantBegun>());
    }

    [TestCase(false, "Approved by the policy: everyone may have it for up to 30 minutes, without asking anybody.")]
    [TestCase(true, "Approved by the policy: everyone may have it for up to 30 minutes at certain hours, without asking anybody.")]
    public void The_line_says_by_which_rule(bool atNight, string words)
    {
        var hours = new WeeklyWindow("Etc/UTC", [DayOfWeek.Monday], new TimeOnly(22, 0), new TimeOnly(6, 0));
        var by = new AccessEvent.AutoApproved(new AutoApproval([new Rule.Everyone()], TimeSpan.FromMinutes(30), atNight ? [hours] : []));
        Assert.That(AccessStory.Line(by, Facts(), new StoryTexts(new Dictionary<PersonId, string>(), new Dictionary<string, string>()))!.ToPlainText(), Is.EqualTo(words));
    }

    private static IReadOnlyList<AccessEvent> Events(Terms terms, AutoLook? look) =>
        ((Decision.Accepted)AccessDecider.Decide(new AccessState.Preparing(Facts(terms)), new AccessCommand.Prepared(Nine, "subject") { Auto = look })).Events;
}
