using JitBot.Core.Settings;

namespace JitBot.Core.Tests.Settings;

/// <summary>What stands in a list of the settings, and what stands there in the place of a list.</summary>
[TestFixture]
public class ListedKeysTests
{
    [Test]
    public void What_stands_in_a_list_comes_in_its_order() => Assert.That(
        Of("List:10", "List:9", "List:0:Name", "LIST:0:Other").ListOfSections("List"), Is.EqualTo(new[] { "List:0", "List:9", "List:10" }));

    [Test]
    public void Nothing_stands_in_a_list_that_is_not_there()
    {
        var reader = Of("Other:0");
        Assert.That(reader.ListOfSections("List").Concat(reader.ListOfValues("Values")), Is.Empty);
        Assert.That(reader.Faults().Select(fault => fault.ToString()), Is.EqualTo(new[] { "A:Other:0: is not a setting; known here: List, Values" }));
    }

    [TestCase("List:Name")]
    [TestCase("List:Approvers:0")]
    public void The_settings_of_one_are_no_list_of_them(string key)
    {
        var reader = Of(key, $"{key}:Below");
        Assert.That(reader.ListOfSections("List"), Is.Empty);
        reader.Fault("List", "is empty");
        Assert.That(reader.Faults().Single().ToString(), Does.StartWith("A:List: holds the settings of one where a list of them belongs"));
    }

    [Test]
    public void A_name_for_each_is_as_good_as_a_place() => Assert.That(Of("List:one:Name", "List:two:Name").ListOfSections("List"), Is.EqualTo(new[] { "List:one", "List:two" }));

    [Test]
    public void What_was_learnt_is_known_and_not_missed()
    {
        var reader = Of("Glass:Fr");
        reader.Learn(() => reader.Required("Glass:For", "say who"));
        Assert.That(reader.Faults().Single().ToString(), Is.EqualTo("A:Glass:Fr: is not a setting here; did you mean For? Known here: For"));
    }

    private static SettingsReader Of(params string[] keys) => new("A", keys.Select(key => KeyValuePair.Create(key, (string?)"x")));
}
