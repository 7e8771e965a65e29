using System.Globalization;
using System.Text.RegularExpressions;

namespace JitBot.Host.Tests.Tidy;

/// <summary>The table of requirements in tests/README.md, and what is wrong with it.</summary>
internal static partial class NamedTests
{
    private const int Requirements = 30;

    /// <summary>What is wrong with this text: numbers that are missing or come twice, tests that no source file has, and rows that name neither a test nor what is missing.</summary>
    public static IEnumerable<string> Wrong(IEnumerable<string> readme, IReadOnlyCollection<SourceFile> sources)
    {
        var rows = readme.Select(line => Row().Match(line)).Where(match => match.Success).ToList();
        var numbers = rows.Select(row => int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        foreach (var number in Enumerable.Range(1, Requirements).Where(number => numbers.Count(each => each == number) != 1))
            yield return $"requirement {number} stands in the table {numbers.Count(each => each == number)} times";
        foreach (var number in numbers.Where(number => number is < 1 or > Requirements))
            yield return $"there is no requirement {number}";
        foreach (var row in rows)
        {
            var named = Named().Matches(row.Groups[2].Value).ToList();
            if (named.Count == 0 && !row.Groups[2].Value.Contains("missing:", StringComparison.OrdinalIgnoreCase))
                yield return $"requirement {row.Groups[1].Value} names neither a test nor what is missing";
            foreach (var test in named.Where(test => !Exists(sources, test.Groups[1].Value, test.Groups[2].Value)))
                yield return $"requirement {row.Groups[1].Value} names {test.Value}, which is no test";
        }
    }

    /// <summary>Whether a file has this class and, behind an attribute of a test, this method; a class may be in parts.</summary>
    private static bool Exists(IEnumerable<SourceFile> sources, string type, string method) => sources.Any(file =>
        file.Path.StartsWith("tests/", StringComparison.Ordinal)
        && file.Lines.Any(line => Regex.IsMatch(line, $@"\bclass {type}\b"))
        && file.Lines.Index().Any(each => Regex.IsMatch(each.Item, $@"\b(Task|void) {method}\(") && IsTest(file, each.Index)));

    /// <summary>The attributes stand right above the signature.</summary>
    private static bool IsTest(SourceFile file, int signature)
    {
        for (var i = signature - 1; i >= 0 && file.Lines[i].TrimStart().StartsWith('['); i--)
        {
            if (file.Lines[i].TrimStart().StartsWith("[Test", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"^\| (\d+) \|(.*)$")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)\.(\w+)`")]
    private static partial Regex Named();
}
