namespace JitBot.Host.Tests.Tidy;

/// <summary>What the table of requirements promises stands in the tests.</summary>
[TestFixture]
public class NamedTestsTests
{
    private static string[] Readme => File.ReadAllLines(Path.Combine(House.Root, "tests", "README.md"));

    [Test]
    public void Each_requirement_stands_there_once_and_each_test_it_names_is_one() => Assert.That(NamedTests.Wrong(Readme, House.Sources), Is.Empty);

    [Test]
    public void What_is_wrong_with_the_table_is_found()
    {
        var row = Array.FindIndex(Readme, line => line.StartsWith("| 3 |", StringComparison.Ordinal));
        Assert.That(NamedTests.Wrong(Readme.Where((_, i) => i != row), House.Sources), Is.EqualTo(new[] { "requirement 3 stands in the table 0 times" }));
        Assert.That(NamedTests.Wrong([.. Readme, Readme[row]], House.Sources), Does.Contain("requirement 3 stands in the table 2 times"));
        Assert.That(With(row, "| 3 | x | `HandlerTests.Nobody_wrote_this` |"), Has.Some.EndsWith("which is no test"));
        Assert.That(With(row, "| 3 | x | `HandlerTests.Equals` |"), Has.Some.EndsWith("which is no test"));
        Assert.That(With(row, "| 3 | x | trust us |"), Has.Some.EndsWith("names neither a test nor what is missing"));
    }

    private static IEnumerable<string> With(int row, string line) => NamedTests.Wrong(Readme.Select((each, i) => i == row ? line : each), House.Sources);
}
