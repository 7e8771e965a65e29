using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Tests.Catalogue;

/// <summary>What of a new edition counts at once, and what waits.</summary>
public class EditionPlanTests
{
    private static readonly Rule Avery = new Rule.Named(new PersonId("avery"));
    private static readonly Rule Operator = new Rule.Named(new PersonId("olga"));
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly Policy Strict = new("strict", [Avery], [new Stage([Avery], 1, [new Place.Channel("Chat", "C1")])], [Hour], Hour, Hour, 10);
    private static readonly Policy Lax = Strict with { Id = "lax", Requesters = [new Rule.Everyone()] };
    private static readonly Entitlement Database = new("database", "Database", "", "Directory", "group", Strict);
    private static readonly Entitlement Queue = new("queue", "Queue", "", "Directory", "queue-group", Lax);
    private static readonly Edition Before = new([Database, Queue], [Operator]);

    [Test]
    public void At_the_very_first_start_there_is_nothing_to_loosen() => AssertPlan(EditionPlan.Of(null, Before, isAccepted: false, Name), Before.Entitlements);

    [Test]
    public void Where_no_operator_is_named_everything_counts_at_once()
    {
        var loose = new Edition([Database with { Policy = Lax }], []);
        AssertPlan(EditionPlan.Of(Before with { Operators = [] }, loose, isAccepted: false, Name), loose.Entitlements);
    }

    [Test]
    public void What_loosens_waits_and_what_tightens_counts_at_once()
    {
        var wanted = Before with { Entitlements = [Database with { Policy = Lax }, Queue with { Policy = Strict }] };
        AssertPlan(EditionPlan.Of(Before, wanted, isAccepted: false, Name), [Database, Queue with { Policy = Strict }], "database");
    }

    [Test]
    public void An_operators_yes_puts_all_of_it_in_force()
    {
        var wanted = Before with { Entitlements = [Database with { Policy = Lax }], Operators = [Operator, Avery] };
        var plan = EditionPlan.Of(Before, wanted, isAccepted: true, Name);
        Assert.Multiple(() =>
        {
            Assert.That(plan.InForce, Is.SameAs(wanted));
            Assert.That(plan.Waiting, Is.Empty);
        });
    }

    [Test]
    public void What_is_taken_out_is_gone_at_once() => AssertPlan(EditionPlan.Of(Before, Before with { Entitlements = [Queue] }, isAccepted: false, Name), [Queue]);

    [Test]
    public void A_new_entitlement_is_a_new_way_to_something_and_waits()
    {
        var wanted = Before with { Entitlements = [.. Before.Entitlements, new Entitlement("admins", "Admins", "", "Directory", "admin-group", Strict)] };
        AssertPlan(EditionPlan.Of(Before, wanted, isAccepted: false, Name), Before.Entitlements, "admins");
    }

    [Test]
    public void A_new_entitlement_to_what_could_be_had_under_rules_no_stricter_counts_at_once()
    {
        var renamed = Database with { Id = "orders" };
        AssertPlan(EditionPlan.Of(Before, Before with { Entitlements = [renamed, Queue] }, isAccepted: false, Name), [renamed, Queue]);
        AssertPlan(EditionPlan.Of(Before, Before with { Entitlements = [renamed with { Policy = Lax }, Queue] }, isAccepted: false, Name), [Queue], "orders");
    }

    [Test]
    public void Names_are_not_swapped_alone_whether_the_ids_stay_or_not()
    {
        var swapped = new[] { Database with { Name = Queue.Name }, Queue with { Name = Database.Name } };
        AssertPlan(EditionPlan.Of(Before, Before with { Entitlements = swapped }, isAccepted: false, Name), [Database, Queue], "database", "queue");
        var anew = swapped.Select(each => each with { Id = $"new-{each.Id}" }).ToList();
        AssertPlan(EditionPlan.Of(Before, Before with { Entitlements = anew }, isAccepted: false, Name), [], "new-database", "new-queue");
    }

    [Test]
    public void Operators_do_not_name_more_operators_alone()
    {
        var plan = EditionPlan.Of(Before, Before with { Operators = [Operator, Avery] }, isAccepted: false, Name);
        AssertPlan(plan, Before.Entitlements, EditionPlan.Operators);
        Assert.That(plan.InForce.Operators, Is.EqualTo(Before.Operators));
        Assert.That(EditionPlan.Of(Before, Before with { Operators = [] }, isAccepted: false, Name).InForce.Operators, Is.EqualTo(Before.Operators), "nobody gets rid of them either");
    }

    [Test]
    public void A_source_that_is_read_elsewhere_waits_and_one_that_was_not_known_does_not()
    {
        var stage = new Stage([new Rule.Member("schedule", "night")], 1, []);
        var before = Before with { Entitlements = [Database with { Policy = Strict with { Stages = [stage] } }] };
        var (here, there) = (ReadFrom(before, "here"), ReadFrom(before, "there"));
        var plan = EditionPlan.Of(here, there, isAccepted: false, Name);
        Assert.Multiple(() =>
        {
            AssertPlan(plan, before.Entitlements, "schedule:night");
            Assert.That(plan.InForce.Sources, Is.EqualTo(here.Sources));
            Assert.That(EditionPlan.Of(before, there, isAccepted: false, Name).Waiting, Is.Empty, "an old line does not say it");
            Assert.That(EditionPlan.Of(before, there, isAccepted: false, Name).InForce.Sources, Is.EqualTo(there.Sources));
            Assert.That(EditionPlan.Of(here, there, isAccepted: true, Name).InForce.Sources, Is.EqualTo(there.Sources));
            Assert.That(EditionPlan.Of(here, Before with { Entitlements = [] }, isAccepted: false, Name).InForce.Sources, Is.Empty, "no rule names it any more");
        });
    }

    [Test]
    public void The_source_of_a_rule_that_stays_because_its_change_waits_stays_too()
    {
        var night = Database with { Policy = Strict with { Stages = [new Stage([new Rule.Member("schedule", "night")], 1, [])] } };
        var day = Database with { Policy = Strict with { Stages = [new Stage([new Rule.Member("schedule", "day")], 1, [])] } };
        var here = ReadFrom(Before with { Entitlements = [night] }, "here");
        var plan = EditionPlan.Of(here, Before with { Entitlements = [day] }, isAccepted: false, Name);
        AssertPlan(plan, [night], "database");
        Assert.That(plan.InForce.Sources, Is.EqualTo(here.Sources));
    }

    [Test]
    public void Where_sources_are_read_is_part_of_the_version_and_is_read_back()
    {
        var here = ReadFrom(Before, "here");
        Assert.That(EditionJson.Read(EditionJson.Write(here))!.Sources, Is.EqualTo(here.Sources));
        Assert.That(EditionJson.VersionOf(ReadFrom(Before, "there")), Is.Not.EqualTo(EditionJson.VersionOf(here)));
        Assert.That(EditionJson.Write(Before), Does.Not.Contain("sources"), "an edition without any is what it was");
    }

    [Test]
    public void A_version_names_the_rules_whatever_their_order_in_the_file_of_entitlements() => Assert.Multiple(() =>
    {
        Assert.That(EditionJson.VersionOf(Before with { Entitlements = [Queue, Database] }), Is.EqualTo(EditionJson.VersionOf(Before)));
        Assert.That(EditionJson.VersionOf(Before with { Entitlements = [Queue, Database with { Policy = Lax }] }), Is.Not.EqualTo(EditionJson.VersionOf(Before)));
        Assert.That(EditionJson.VersionOf(Before with { Operators = [] }), Is.Not.EqualTo(EditionJson.VersionOf(Before)));
    });

    [Test]
    public void An_edition_is_read_back_as_it_was_written()
    {
        var read = EditionJson.Read(EditionJson.Write(Before));
        Assert.That(EditionJson.Write(read!), Is.EqualTo(EditionJson.Write(Before)));
        Assert.That(EditionPlan.Of(Before, read!, isAccepted: false, Name).Waiting, Is.Empty);
        Assert.That(EditionJson.Read("{}"), Is.Null);
        Assert.That(EditionJson.Read("none"), Is.Null);
    }

    private static void AssertPlan(EditionPlan plan, IEnumerable<Entitlement> inForce, params string[] waiting) => Assert.Multiple(() =>
    {
        Assert.That(plan.InForce.Entitlements, Is.EqualTo(inForce));
        Assert.That(plan.Waiting.Select(each => each.What), Is.EqualTo(waiting));
    });

    private static Edition ReadFrom(Edition edition, string address) => edition with { Sources = edition.Sources.Add("schedule:night", address) };

    private static string Name(Rule rule) => $"{rule}";
}
