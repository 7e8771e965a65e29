namespace JitBot.Host.Tests.Tidy;

/// <summary>The rules hold for the house as it stands, and each finds an offence that is planted.</summary>
[TestFixture]
public class TidyTests
{
    private static readonly string[] RootNames = ["src", "tests", "manifests", "appsettings.json", "JitBot.sln", "README.md", "global.json"];

    [Test]
    public void No_file_is_longer_than_400_lines()
    {
        AssertTidy(TidyRules.LongFiles);
        Assert.That(TidyRules.LongFiles(Planted([.. Enumerable.Repeat("", 401)])), Is.Not.Empty);
    }

    [Test]
    public void No_line_is_wider_than_a_screen()
    {
        AssertTidy(TidyRules.LongLines);
        Assert.That(TidyRules.LongLines(Planted([new string('x', 201)])), Is.Not.Empty);
    }

    [Test]
    public void No_function_is_longer_than_50_lines()
    {
        AssertTidy(TidyRules.LongFunctions);
        Assert.That(TidyRules.LongFunctions(Planted(["    private static void Long(int x)", "    {", .. Enumerable.Repeat("        x++;", 51), "    }"])), Is.Not.Empty);
    }

    [Test]
    public void Every_file_is_named_for_an_idea()
    {
        AssertTidy(TidyRules.VagueFiles);
        Assert.That(TidyRules.VagueFiles(new SourceFile("src/JitBot.Core/StringHelpers.cs", [])), Is.Not.Empty);
    }

    [Test]
    public void Core_and_Engine_name_no_platform_and_no_provider()
    {
        AssertTidy(TidyRules.NamesOfRooms);
        Assert.That(TidyRules.NamesOfRooms(new SourceFile("src/JitBot.Core/Access/Card.cs", ["if (platform == \"Slack\")"])), Is.Not.Empty);
    }

    [Test]
    public void Equal_rooms_have_equal_plans()
    {
        var paths = House.Sources.Select(file => file.Path).ToList();
        Assert.That(TidyRules.UnequalPlans(paths), Is.Empty);
        Assert.That(TidyRules.UnequalPlans([.. paths.Where(path => !path.EndsWith("OktaGroups.cs", StringComparison.Ordinal))]), Is.Not.Empty);
    }

    [Test]
    public void The_top_of_the_house_has_its_fixed_names()
    {
        var names = Directory.EnumerateFileSystemEntries(House.Root).Select(Path.GetFileName).Where(name => !name!.StartsWith('.') && name is not ("data" or "TestResults"));
        Assert.That(names, Is.EquivalentTo(RootNames));
    }

    [Test]
    public void The_front_door_is_short() =>
        Assert.That(House.Sources.Single(file => file.Path == "src/JitBot.Host/Program.cs").Lines, Has.Count.LessThan(30));

    private static void AssertTidy(Func<SourceFile, IEnumerable<string>> rule) => Assert.That(House.Sources.SelectMany(rule), Is.Empty);

    private static SourceFile Planted(IReadOnlyList<string> lines) => new("src/Planted.cs", lines);
}
