using JitBot.Core.Settings;

namespace JitBot.Core.Tests.Settings;

/// <summary>A key that nobody reads is told with what was probably meant, and with no more of what there is than stands beside it.</summary>
[TestFixture]
public class StrangeKeysTests
{
    private const string Policy = "Policies:0";

    [TestCase("LongestGrnt", "did you mean LongestGrant? Known here: Description, Id, LongestGrant, Name, Stages")]
    [TestCase("Colour", "known here: Description, Id, LongestGrant, Name, Stages")]
    [TestCase("Approvers", "did you mean Policies:0:Stages:0:Approvers? Known here: Description, Id, LongestGrant, Name, Stages")]
    [TestCase("Stages:0:Name", "did you mean Policies:0:Name? Known here: Approvals, Approvers, Tiers")]
    [TestCase("Stages:0:After", "did you mean Policies:0:Stages:0:Tiers:0:After? Known here: Approvals, Approvers, Tiers")]
    public void What_was_meant_is_said_where_it_can_be_told(string key, string told)
    {
        var fault = Read(($"{Policy}:{key}", "x")).Single(each => each.Wrong.StartsWith("is not a setting", StringComparison.Ordinal));
        Assert.That(fault.ToString(), Is.EqualTo($"A:{Policy}:{key}: is not a setting{(told[0] == 'd' ? " here" : "")}; {told}"));
    }

    [Test]
    public void A_slip_above_many_keys_is_told_once() => Assert.That(
        Read(("Polices:0:Id", "x"), ("Polices:0:LongestGrant", "1h"), ("Polices:1:Id", "y")).Where(fault => fault.Key.Contains("Polices", StringComparison.Ordinal)).Select(fault => fault.ToString()),
        Is.EqualTo(new[] { "A:Polices: is not a setting here; did you mean Policies? Known here: Policies, Word" }));

    [TestCase("Policies:0:Stages:0:Approvers", "holds a single value where a list belongs; write [ … ] around it, also if it is the only one (in the environment its name ends in Approvers__0)")]
    [TestCase("Policies:0:Stages:0", "holds a single value where settings of its own belong: Approvals, Approvers, Tiers")]
    [TestCase("Policies:0:Stages:0:Approvers:0:person", "holds settings of its own where a single value belongs", "Policies:0:Stages:0:Approvers:0")]
    [TestCase("Word:0", "holds a list where a single value belongs; write the value without [ ]", "Word")]
    [TestCase("Word:Of", "holds settings of its own where a single value belongs", "Word")]
    public void One_shape_in_the_place_of_another_is_said_in_one_sentence(string key, string told, string? at = null) =>
        Assert.That(
            Read((key, "x")).Where(fault => fault.Key == $"A:{at ?? key}").Select(fault => fault.ToString()), Is.EqualTo(new[] { $"A:{at ?? key}: {told}" }), "and nothing else is missed there");

    private static IReadOnlyList<SettingsFault> Read(params (string Key, string Value)[] settings)
    {
        var reader = new SettingsReader("A", settings.Select(each => KeyValuePair.Create(each.Key, (string?)each.Value)));
        reader.Required("Word", "give a word");
        foreach (var key in new[] { "Id", "Name", "Description", "LongestGrant", "Stages:0:Approvals", "Stages:0:Approvers:0", "Stages:0:Tiers:0:After" })
            reader.Optional($"{Policy}:{key}");
        foreach (var list in new[] { "Policies", $"{Policy}:Stages", $"{Policy}:Stages:0:Approvers", $"{Policy}:Stages:0:Tiers" })
            reader.ListOfValues(list);
        reader.Fault($"{Policy}:Stages:0:Approvers", "is empty");
        return reader.Faults();
    }
}
