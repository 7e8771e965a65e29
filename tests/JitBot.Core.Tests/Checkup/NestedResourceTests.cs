using JitBot.Core.Checkup;
using JitBot.Core.Holdings;

namespace JitBot.Core.Tests.Checkup;

/// <summary>What an operator is told of a resource that is nested in a group whose members decide.</summary>
[TestFixture]
public class NestedResourceTests
{
    private static readonly ProviderFindings Findings = new("Directory", "the directory");
    private static readonly NamedResource Resource = new("Directory", "inner", "entitlement database");
    private static readonly NamedGroup Deciding = new("crew", "outer", "policy production") { MakesDeciders = true };

    [Test]
    public void It_is_bad_and_names_both()
    {
        var found = Of(new NestingAnswer.Told(new HashSet<string> { "OUTER", "others" }));
        Assert.That(found!.Verdict, Is.EqualTo(Verdict.Bad));
        Assert.That(found.Where, Is.EqualTo("inner"));
        Assert.That(found.What, Does.Contain("crew:outer").And.Contain("policy production").And.Contain("entitlement database"));
    }

    [Test]
    public void In_other_groups_it_is_not_worth_a_word() => Assert.That(Of(new NestingAnswer.Told(new HashSet<string> { "others" })), Is.Null);

    [Test]
    public void What_cannot_be_looked_at_is_said()
    {
        foreach (var answer in new NestingAnswer[] { new NestingAnswer.Untold("a right is missing"), new NestingAnswer.NotNow("a right is missing") })
            Assert.That(Of(answer), Has.Property(nameof(Finding.Verdict)).EqualTo(Verdict.Warn).And.Property(nameof(Finding.What)).Contains("a right is missing"));
    }

    private static Finding? Of(NestingAnswer answer) => Findings.Of(Resource, [Deciding], answer);
}
