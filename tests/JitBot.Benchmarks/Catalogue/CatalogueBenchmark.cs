using System.Text.Json;
using JitBot.Benchmarks.Measuring;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Engine.Catalogue;
using JitBot.Host;
using Microsoft.Extensions.Configuration;

namespace JitBot.Benchmarks.Catalogue;

/// <summary>
/// A catalogue of ten thousand entitlements and five hundred policies: what somebody waits for who types in the form, who checks a change of the settings, and who
/// asks why.
/// </summary>
internal static class CatalogueBenchmark
{
    private static readonly int[] Sizes = [1_000, 3_000, 10_000];

    /// <summary>A key is pressed each tenth of a second by whoever types fast; nobody notices five milliseconds of it.</summary>
    private const double TypeAheadAtMost = 5;

    /// <summary>Ten times as much takes ten times as long, and a fifth more for what no longer fits into the nearest memory.</summary>
    private const double GrowthAtMost = 12;

    /// <summary>As many as Slack takes in a list.</summary>
    private const int MostShown = 100;

    public static Benchmark Benchmark { get; } = new("catalogue", "10,000 entitlements under 500 policies: type-ahead, check, explain", Run);

    private static IReadOnlyList<Measure> Run(Action<string> say)
    {
        using var folder = new SettingsFolder();
        say("catalogue: checking");
        var checks = Checks(folder);
        say("catalogue: typing and explaining");
        var edition = Edition(folder.Write(Sizes[^1]));
        return [.. checks, .. TypeAhead(edition), .. Explain(edition)];
    }

    private static List<Measure> Checks(SettingsFolder folder)
    {
        var files = Sizes.ToDictionary(size => size, size => folder.Write(size));
        AssertFaultsAreFound(folder.Write(Sizes[0], faults: true));
        var (checks, parses) = (Sizes.ToDictionary(size => size, _ => new List<double>()), Sizes.ToDictionary(size => size, _ => new List<double>()));
        for (var round = 0; round <= Timing.Rounds; round++)
        {
            foreach (var size in Sizes)
            {
                var check = Timing.Once(() => Check(files[size])).Milliseconds;
                var parse = Timing.Once(() => Parse(files[size])).Milliseconds;
                if (round == 0)
                    continue; // compiling is not charged
                checks[size].Add(check);
                parses[size].Add(parse);
            }
        }

        var growth = checks[Sizes[^1]].Zip(checks[Sizes[0]], (many, few) => many / few).ToList();
        return
        [
            .. Sizes.Select(size => new Measure($"check of {size:N0} entitlements", "ms", Spread.Of(checks[size]), Beside.Limit("parsing the JSON alone", checks[size], parses[size]))),
            new Measure($"check: {Sizes[^1]:N0} as a multiple of {Sizes[0]:N0}", "times", Spread.Of(growth), Goal: Goal.AtMost(GrowthAtMost)),
            new Measure("check: exponent of the growth", "", Spread.Of(growth.Select(times => Math.Log(times) / Math.Log((double)Sizes[^1] / Sizes[0])))),
        ];
    }

    /// <summary>What the verb <c>catalogue check</c> does without doors, from the file on; any fault is one too many.</summary>
    private static int Check(string file)
    {
        var rooms = Rooms(file);
        Assert(rooms.Faults.Count == 0 && rooms.CatalogueFaults.Count == 0, () => $"A good catalogue is said to be bad: {rooms.Faults.Concat(rooms.CatalogueFaults).First()}");
        return rooms.CatalogueSize.Entitlements;
    }

    private static void AssertFaultsAreFound(string file)
    {
        var rooms = Rooms(file);
        Assert(rooms.Faults.Count == 0, () => $"What can be read is said to be unreadable: {rooms.Faults[0]}");
        var found = rooms.CatalogueFaults.Select(fault => fault.Key).ToList();
        string[] planted = [$"Catalogue:Policies:{(Sizes[0] / GeneratedCatalogue.PerPolicy) - 1}:Stages", "Catalogue:Entitlements:0:Resource"];
        Assert(found.SequenceEqual(planted), () => $"Planted were {string.Join(" and ", planted)}; found: {string.Join(", ", found.DefaultIfEmpty("nothing"))}");
    }

    private static Rooms Rooms(string file)
    {
        var source = new IndexedSettingsFile { Path = file };
        source.ResolveFileProvider();
        return new Rooms(new ConfigurationBuilder().Add(source).Build());
    }

    private static int Parse(string file)
    {
        using var parsed = JsonDocument.Parse(File.ReadAllBytes(file));
        return parsed.RootElement.GetProperty("Catalogue").GetProperty("Entitlements").GetArrayLength();
    }

    private static Edition Edition(string file)
    {
        var edition = EditionMaker.Make(Rooms(file).Catalogue!, address => new PersonId(address));
        Assert(edition.Entitlements.Count == Sizes[^1], () => "The edition is not the catalogue.");
        return edition;
    }

    /// <summary>Each text of a person who types is typed letter by letter, as the form asks.</summary>
    private static IEnumerable<Measure> TypeAhead(Edition edition)
    {
        var catalogue = new AccessCatalogue(edition.Entitlements);
        var used = Habits.Of(Enumerable.Range(0, Habits.MostLookedAt).Select(i => GeneratedCatalogue.Id(i * 97)));
        var typed = Enumerable.Range(0, 40).SelectMany(i => Prefixes(Words(edition.Entitlements[i * 241]))).Distinct().ToList();
        foreach (var each in typed)
            Assert(catalogue.Search(each, MostShown, used).Count > 0, () => $"Nothing is found by {each}, which stands there.");
        Assert(catalogue.Search(GeneratedCatalogue.Id(4_321), MostShown, used).Single().Id == GeneratedCatalogue.Id(4_321), () => "An id does not find its entitlement.");
        var names = string.Join('\n', edition.Entitlements.SelectMany(each => new[] { each.Id, each.Name })).ToLowerInvariant();
        var (rounds, scans) = (new List<List<double>>(), new List<List<double>>());
        for (var round = 0; round < Timing.Rounds; round++)
        {
            GC.Collect();
            rounds.Add([.. typed.Select(each => Timing.Next(() => catalogue.Search(each, MostShown, used).Count).Milliseconds)]);
            scans.Add([.. typed.Select(each => Timing.Next(() => Scan(names, each)).Milliseconds)]);
        }

        yield return At("type-ahead, p50", 0.5, rounds, "one look through all names", scans, null);
        yield return At("type-ahead, p99", 0.99, rounds, "one look through all names", scans, Goal.AtMost(TypeAheadAtMost));
        var best = typed.Select((_, i) => rounds.Min(round => round[i])).ToList();
        yield return new Measure("type-ahead, p99 of the texts, each in its best round", "ms", Spread.Of([Spread.Percentile(best, 0.99)]));
        yield return new Measure("type-ahead, the slowest text in its best round", "ms", Spread.Of([best.Max()]));
    }

    private static string[] Words(Entitlement entitlement) => [entitlement.Id, entitlement.Name, .. entitlement.Name.Split(' ').Where(word => word.Length > 3)];

    private static IEnumerable<string> Prefixes(string[] words) => words.SelectMany(word => Enumerable.Range(0, word.Length + 1).Select(length => word[..length].Trim()));

    /// <summary>The limit: looking through all ids and names once, for each place where the text stands.</summary>
    private static int Scan(string names, string typed)
    {
        var (found, at) = (0, -1);
        while (typed.Length > 0 && (at = names.IndexOf(typed, at + 1, StringComparison.Ordinal)) >= 0)
            found++;
        return found;
    }

    private static IEnumerable<Measure> Explain(Edition edition)
    {
        var known = new Because(Told.Yes, "so it is", null);
        var texts = edition.Entitlements.Select((entitlement, i) => string.Join('\n', Lines(entitlement, i, known))).ToList();
        var (rounds, writes) = (new List<List<double>>(), new List<List<double>>());
        for (var round = 0; round < Timing.Rounds; round++)
        {
            GC.Collect();
            rounds.Add([.. edition.Entitlements.Select((entitlement, i) => Timing.Next(() => Lines(entitlement, i, known).Sum(line => line.Length)).Milliseconds)]);
            writes.Add([.. texts.Select(text => Timing.Next(() => System.Text.Encoding.UTF8.GetBytes(text).Length).Milliseconds)]);
        }

        foreach (var (name, share) in new[] { ("p50", 0.5), ("p99", 0.99) })
        {
            yield return At($"explain, {name}", share, rounds, "writing the same lines", writes, null);
        }
    }

    /// <summary>Every entitlement is explained to the one person whom its policy names among those who may ask.</summary>
    private static IEnumerable<string> Lines(Entitlement entitlement, int i, Because known)
    {
        var who = new PersonId(GeneratedCatalogue.Address(i / GeneratedCatalogue.PerPolicy));
        var explanation = Explanation.Of(entitlement, who, _ => false);
        Assert(explanation is { MayAsk.Answer: Told.Yes, CanBeDecided.Answer: Told.Yes, Stages.Count: 2 }, () => $"{entitlement.Id} is explained wrongly.");
        return ExplanationLines.Of(explanation, $"{who} and {entitlement.Id}", entitlement.Policy, AskQuota.Default, known);
    }

    private static Measure At(string what, double share, List<List<double>> rounds, string limit, List<List<double>> limits, Goal? goal)
    {
        var (ours, least) = (PercentileOf(rounds, share), PercentileOf(limits, share));
        return new Measure(what, "ms", Spread.Of(ours), Beside.Limit(limit, ours, least), goal);
    }

    private static List<double> PercentileOf(List<List<double>> rounds, double share) => [.. rounds.Select(round => Spread.Percentile(round, share))];

    private static void Assert(bool holds, Func<string> otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise());
    }
}
