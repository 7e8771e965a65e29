using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace JitBot.Simulation.Planted;

/// <summary>What became of a bug: who caught it, and after how long. What does not compile was not planted at all.</summary>
internal sealed record Catch(PlantedBug Bug, bool IsCaught, string By, string After, bool IsPlanted = true);

/// <summary>Plants each bug in a copy of the source, builds that, and lets what is to catch it try.</summary>
internal static partial class Hunt
{
    private const string Simulation = "JitBot.Simulation";

    /// <summary>Hunts all bugs of which the name contains the part given, each core in a tree of its own; prints a line as each is caught.</summary>
    /// <param name="left">What was still caught, or did not build, after every bug had been taken out: then nothing above is proved.</param>
    public static IReadOnlyList<Catch> Run(string? part, out IReadOnlyList<Catch> left)
    {
        var bugs = PlantedBugs.All.Where(bug => part is null || bug.Name.Contains(part, StringComparison.OrdinalIgnoreCase)).ToList();
        var next = -1;
        var catches = new Catch[bugs.Count];
        var remains = new ConcurrentBag<Catch>();
        var hunters = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, bugs.Count)).Select(_ => new Thread(() =>
        {
            using var tree = new SourceTree();
            var ownChecks = new List<Check>();
            for (var i = Interlocked.Increment(ref next); i < bugs.Count; i = Interlocked.Increment(ref next))
            {
                catches[i] = Try(tree, bugs[i]);
                ownChecks.Add(bugs[i].Check is Check.Lives ? new Check.Lives() : bugs[i].Check);
                Console.WriteLine($"  {Line(catches[i])}");
            }

            foreach (var control in ownChecks.Distinct().Select(check => Try(tree, PlantedBug.None(check))).Where(control => control.IsCaught || !control.IsPlanted))
                remains.Add(control);
        })).ToList();
        hunters.ForEach(hunter => hunter.Start());
        hunters.ForEach(hunter => hunter.Join());
        left = [.. remains];
        return catches;
    }

    public static string Line(Catch caught) =>
        $"{(caught.IsCaught ? "caught" : "NOT CAUGHT"),-10} {caught.Bug.Name,-55} {caught.By} {caught.After}".TrimEnd();

    private static Catch Try(SourceTree tree, PlantedBug bug)
    {
        tree.Plant(bug);
        try
        {
            return bug.Check switch
            {
                Check.Lives lives => TryLives(tree, bug, lives),
                Check.Meetings meetings => TryMeetings(tree, bug, meetings),
                Check.Tests tests => TryTests(tree, bug, tests),
                _ => throw new InvalidOperationException($"A check nobody makes: {bug.Check}."),
            };
        }
        finally
        {
            tree.TakeOut(bug);
        }
    }

    private static Catch TryLives(SourceTree tree, PlantedBug bug, Check.Lives lives)
    {
        if (Broken(tree, bug, Simulation) is { } broken)
            return broken;
        var most = lives.Most.ToString(CultureInfo.InvariantCulture);
        var (code, output) = tree.Dotnet("run", "--no-build", "-c", "Release", "--project", $"tests/{Simulation}", "--", "--lifecycles", most, "--until-violation");
        var rule = Rule().Match(output);
        var lived = Lived().Matches(output).LastOrDefault()?.Groups["count"].Value ?? "0";
        return new Catch(bug, code == 1 && rule.Success, $"by its seeds ({rule.Groups["rule"].Value.Trim()})", $"after {lived} lifecycles");
    }

    private static Catch TryMeetings(SourceTree tree, PlantedBug bug, Check.Meetings meetings)
    {
        if (Broken(tree, bug, Simulation) is { } broken)
            return broken;
        var (code, output) = tree.Dotnet("run", "--no-build", "-c", "Release", "--project", $"tests/{Simulation}", "--", "--interleave", meetings.Beginning);
        var met = Met().Match(output);
        return new Catch(bug, code == 1 && met.Success, $"where two deeds meet ({met.Groups["rule"].Value.Trim()})", $"in {met.Groups["pair"].Value.Trim()}");
    }

    private static Catch TryTests(SourceTree tree, PlantedBug bug, Check.Tests tests)
    {
        if (Broken(tree, bug, tests.Project) is { } broken)
            return broken;
        var (code, output) = tree.Dotnet("test", "--no-build", "-c", "Release", $"tests/{tests.Project}", "--filter", tests.Filter);
        var failed = Failed().Matches(output).Select(match => match.Groups["name"].Value).ToList();
        return new Catch(bug, code == 1 && failed.Count > 0, $"by {tests.Project}: {failed.FirstOrDefault()}", failed.Count > 1 ? $"and {failed.Count - 1} more" : "");
    }

    /// <summary>A bug that does not even compile proves nothing.</summary>
    private static Catch? Broken(SourceTree tree, PlantedBug bug, string project)
    {
        var (code, output) = tree.Dotnet("build", "-c", "Release", $"tests/{project}", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-nodeReuse:false");
        return code == 0 ? null : new Catch(bug, IsCaught: false, "it does not compile:", CompilerError().Match(output).Value, IsPlanted: false);
    }

    [GeneratedRegex(@"seed [0-9]+: (?<rule>[^:\n]+):")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^(?<pair>[a-z ]+, [a-z ]+), (one after the other|before call [0-9]+ of [0-9]+): (?<rule>[^:\n]+)", RegexOptions.Multiline)]
    private static partial Regex Met();

    [GeneratedRegex(@"^(?<count>[0-9,]+) lifecycles in", RegexOptions.Multiline)]
    private static partial Regex Lived();

    [GeneratedRegex(@"^\s+Failed (?<name>\S+)", RegexOptions.Multiline)]
    private static partial Regex Failed();

    [GeneratedRegex(@"error CS[0-9]+: [^\[\n]+")]
    private static partial Regex CompilerError();
}
