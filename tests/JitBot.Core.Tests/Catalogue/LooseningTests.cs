using System.Reflection;
using System.Text.Json.Serialization;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Tests.Catalogue;

/// <summary>What a change of the rules loosens: for every field there is, one change that does, or the reason why none can.</summary>
public class LooseningTests
{
    private static readonly Rule Avery = new Rule.Named(new PersonId("avery"));
    private static readonly Rule Morgan = new Rule.Named(new PersonId("morgan"));
    private static readonly Rule Crew = new Rule.Member("crew", "oncall");
    private static readonly Rule Lead = new Rule.Member("crew", "leads");
    private static readonly Place Channel = new Place.Channel("Chat", "C1");
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly Tier Late = new(Hour / 2, [Lead], [Channel]);
    private static readonly Stage OneStage = new([Avery, Morgan], 2, [Channel]) { Tiers = [Late] };
    private static readonly WeeklyWindow Nights = new("Etc/UTC", [DayOfWeek.Monday], new TimeOnly(20, 0), new TimeOnly(6, 0));
    private static readonly AutoApproval Auto = new([Crew], Hour, [Nights]);

    private static readonly Policy Production = new("production", [Avery], [OneStage, OneStage], [Hour], 4 * Hour, Hour, 10)
    {
        AsksWhy = true,
        SignsOut = true,
        BreakGlass = new BreakGlass([Crew], Hour / 2, 3, "team", 24 * Hour, [Channel]),
        AutoApprovals = [Auto],
        RemindsAfter = Hour / 4,
    };

    private static readonly Entitlement Database = new("database", "Database", "Read", "Directory", "group", Production);

    /// <summary>By field: a change to something looser; null where no change of the field alone gives anybody anything.</summary>
    private static readonly Dictionary<string, Func<Entitlement, Entitlement>?> Looser = new()
    {
        ["Entitlement.Id"] = null, // whoever is called differently is compared as a new one: see EditionPlanTests
        ["Entitlement.Name"] = each => each with { Name = "Wiki" }, // cards and forms show the name alone
        ["Entitlement.Description"] = null,
        ["Entitlement.Provider"] = each => each with { Provider = "Other" },
        ["Entitlement.Resource"] = each => each with { Resource = "admins" },
        ["Entitlement.Policy"] = With(policy => policy with { Requesters = [new Rule.Everyone()] }),
        ["Entitlement.HasEvidence"] = null, // follows from a section of its own
        ["Policy.Id"] = null,
        ["Policy.Requesters"] = With(policy => policy with { Requesters = [Avery, Crew] }),
        ["Policy.Stages"] = With(policy => policy with { Stages = [OneStage] }),
        ["Policy.RemindsAfter"] = null, // a reminder gives nobody anything
        ["Policy.WarnBefore"] = null, // a warning gives nobody anything
        ["Policy.BreakGlass"] = Glass(glass => glass with { For = [Crew, Lead] }),
        ["BreakGlass.For"] = Glass(glass => glass with { For = [Crew, Avery] }),
        ["BreakGlass.Longest"] = Glass(glass => glass with { Longest = Hour }),
        ["BreakGlass.PerDay"] = Glass(glass => glass with { PerDay = 4 }),
        ["BreakGlass.Team"] = Glass(glass => glass with { Team = "another" }), // whose debts bar nobody here
        ["BreakGlass.ReviewWithin"] = Glass(glass => glass with { ReviewWithin = 48 * Hour }),
        ["BreakGlass.Places"] = Glass(glass => glass with { Places = [] }),
        ["Policy.SignsOut"] = With(policy => policy with { SignsOut = false }),
        ["Policy.AskForOthers"] = With(policy => policy with { AskForOthers = true }),
        ["Policy.AsksWhy"] = With(policy => policy with { AsksWhy = false }),
        ["Policy.AutoApprovals"] = With(policy => policy with { AutoApprovals = [Auto, new AutoApproval([Lead], Hour, [])] }),
        ["AutoApproval.For"] = With(policy => policy with { AutoApprovals = [Auto with { For = [Crew, Lead] }] }),
        ["AutoApproval.AtMost"] = With(policy => policy with { AutoApprovals = [Auto with { AtMost = 2 * Hour }] }),
        ["AutoApproval.Windows"] = With(policy => policy with { AutoApprovals = [Auto with { Windows = [] }] }),
        ["WeeklyWindow.Zone"] = With(policy => policy with { AutoApprovals = [Auto with { Windows = [Nights with { Zone = "Europe/Zurich" }] }] }),
        ["WeeklyWindow.Days"] = With(policy => policy with { AutoApprovals = [Auto with { Windows = [Nights with { Days = [DayOfWeek.Monday, DayOfWeek.Friday] }] }] }),
        ["WeeklyWindow.From"] = With(policy => policy with { AutoApprovals = [Auto with { Windows = [Nights with { From = new TimeOnly(18, 0) }] }] }),
        ["WeeklyWindow.Until"] = With(policy => policy with { AutoApprovals = [Auto with { Windows = [Nights with { Until = new TimeOnly(8, 0) }] }] }),
        ["Policy.Durations"] = null, // what the form offers; the longest grant bounds it
        ["Policy.LongestGrant"] = With(policy => policy with { LongestGrant = 5 * Hour }),
        ["Policy.RequestLapsesAfter"] = null, // a request that waits longer needs the same yes
        ["Policy.MinimumJustification"] = With(policy => policy with { MinimumJustification = 9 }),
        ["Stage.Approvers"] = First(stage => stage with { Approvers = [Avery, Morgan, Crew] }),
        ["Stage.Approvals"] = First(stage => stage with { Approvals = 1 }),
        ["Stage.Places"] = null, // whoever sees the card may do no more than before
        ["Stage.Denials"] = First(stage => stage with { Denials = 2 }),
        ["Stage.Tiers"] = First(stage => stage with { Tiers = [Late, new Tier(Hour, [Crew], [Channel])] }),
        ["Tier.After"] = First(stage => stage with { Tiers = [Late with { After = Hour / 4 }] }),
        ["Tier.Approvers"] = First(stage => stage with { Tiers = [Late with { Approvers = [Lead, Crew] }] }),
        ["Tier.Places"] = null,
    };

    private static Func<Entitlement, Entitlement> Glass(Func<BreakGlass, BreakGlass> change) => With(policy => policy with { BreakGlass = change(policy.BreakGlass!) });

    private static IEnumerable<string> Fields() =>
        from type in new[] { typeof(Entitlement), typeof(Policy), typeof(Stage), typeof(Tier), typeof(AutoApproval), typeof(WeeklyWindow), typeof(BreakGlass) }
        from field in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where field.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always }
        select $"{type.Name}.{field.Name}";

    [Test]
    public void Every_field_of_the_rules_was_thought_of() => Assert.That(Looser.Keys, Is.EquivalentTo(Fields()));

    [Test]
    public void A_looser_change_is_said_in_one_sentence([ValueSource(nameof(Judged))] string field)
    {
        var (before, after) = (Database, Looser[field]!(Database));
        Assert.Multiple(() =>
        {
            Assert.That(Loosening.Of(before, after, Name), Has.Count.EqualTo(1));
            Assert.That(Loosening.Of(after, before, Name), HasNoWayBack(field) ? Has.Count.EqualTo(1) : Is.Empty, "the way back is stricter");
            Assert.That(Loosening.Of(before, before, Name), Is.Empty);
        });
    }

    [Test]
    public void What_gives_nobody_anything_is_not_looser()
    {
        var after = Database with
        {
            Description = "…",
            HasEvidence = true,
            Policy = Production with
            {
                Id = "other",
                Durations = [2 * Hour],
                RequestLapsesAfter = 9 * Hour,
                RemindsAfter = null,
                Stages = [OneStage with { Places = [new Place.Direct("Chat", new PersonId("avery"))] }, OneStage, OneStage],
            },
        };
        Assert.That(Loosening.Of(Database, after, Name), Is.Empty);
    }

    [Test]
    public void Where_everyone_might_ask_nobody_more_can()
    {
        var open = With(policy => policy with { Requesters = [new Rule.Everyone()] })(Database);
        Assert.That(Loosening.Of(open, With(policy => policy with { Requesters = [Avery, Crew] })(Database), Name), Is.Empty);
    }

    [Test]
    public void Where_everyone_decides_after_an_hour_whoever_is_named_besides_decides_sooner()
    {
        Rule everyone = new Rule.Everyone(), mallory = new Rule.Named(new PersonId("mallory"));
        var late = new Stage([Avery], 1, [Channel]) { Tiers = [new Tier(Hour, [everyone], [Channel])] };
        Assert.Multiple(() =>
        {
            Assert.That(OfStages(late, late with { Approvers = [Avery, mallory] }), Is.EqualTo(new[] { "mallory may decide sooner" }));
            Assert.That(OfStages(late, late with { Tiers = [new Tier(Hour / 2, [mallory], [Channel]), .. late.Tiers] }), Is.EqualTo(new[] { "mallory may decide sooner" }));
            Assert.That(OfStages(late, late with { Tiers = [new Tier(Hour / 2, [everyone], [Channel])] }), Is.EqualTo(new[] { "everyone may decide sooner" }));
            Assert.That(OfStages(late, late with { Tiers = [new Tier(Hour, [mallory, Crew], [Channel])] }), Is.Empty, "they were everyone's part at that time before");
            Assert.That(OfStages(late with { Approvers = [everyone] }, late with { Approvers = [mallory] }), Is.Empty);
        });
    }

    [Test]
    public void The_sentences_say_from_what_to_what()
    {
        var after = With(policy => policy with
        {
            Requesters = [Avery, Crew],
            LongestGrant = 8 * Hour,
            MinimumJustification = 0,
            Stages = [new Stage([Avery, Morgan, Crew], 1, [Channel]), OneStage],
            AutoApprovals = [Auto with { Windows = [] }],
        })(Database with { Name = "Wiki", Resource = "admins" });
        Assert.That(Loosening.Of(Database, after, Name), Is.EqualTo(new[]
        {
            "it is called Wiki instead of Database",
            "it gives admins at Directory instead of group at Directory",
            "crew:oncall may ask as well",
            "a grant may last 8 hours instead of 4 hours",
            "0 characters of justification are enough instead of 10",
            "crew:oncall may decide as well",
            "1 approvals are enough instead of 2",
            "nobody is asked when crew:oncall want it for up to 1 hour",
        }));
    }

    [Test]
    public void More_operators_are_looser_and_so_is_none_at_all() => Assert.Multiple(() =>
    {
        Assert.That(Loosening.OfOperators([Avery], [Avery, Crew], Name), Is.EqualTo(new[] { "crew:oncall would be an operator as well" }));
        Assert.That(Loosening.OfOperators([Avery], [], Name), Is.EqualTo(new[] { "no operator is named any more, so that nobody would be asked" }));
        Assert.That(Loosening.OfOperators([Avery, Crew], [Avery], Name), Is.Empty);
    });

    private static IEnumerable<string> Judged() => Looser.Where(each => each.Value is not null).Select(each => each.Key);

    /// <summary>Another name, another group, and other hours, are looser whichever way they are changed.</summary>
    private static bool HasNoWayBack(string field) =>
        field is "Entitlement.Name" or "Entitlement.Provider" or "Entitlement.Resource" or "BreakGlass.Team" || field.StartsWith("WeeklyWindow.", StringComparison.Ordinal);

    private static IReadOnlyList<string> OfStages(Stage before, Stage after) => Loosening.Of(Production with { Stages = [before] }, Production with { Stages = [after] }, Name);

    private static Func<Entitlement, Entitlement> First(Func<Stage, Stage> change) => With(policy => policy with { Stages = [change(policy.Stages[0]), policy.Stages[1]] });

    private static Func<Entitlement, Entitlement> With(Func<Policy, Policy> change) => each => each with { Policy = change(each.Policy) };

    private static string Name(Rule rule) => rule switch
    {
        Rule.Named named => named.Person.Value,
        Rule.Member member => $"{member.Source}:{member.Group}",
        _ => "everyone",
    };
}
