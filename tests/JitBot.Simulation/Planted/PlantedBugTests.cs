using NUnit.Framework;

namespace JitBot.Simulation.Planted;

/// <summary>The list of bugs keeps step with the source: a place that moved would let a bug go unplanted and be called caught.</summary>
public class PlantedBugTests
{
    private static IEnumerable<TestCaseData> Cases => PlantedBugs.All.Select(bug => new TestCaseData(bug).SetArgDisplayNames(bug.Name));

    [TestCaseSource(nameof(Cases))]
    public void Each_bug_has_its_place_in_the_source_exactly_once(object bug)
    {
        foreach (var edit in ((PlantedBug)bug).Edits)
            Assert.That(SourceTree.Count(edit), Is.EqualTo(1), $"{edit.File}: {edit.Of}");
    }
}
