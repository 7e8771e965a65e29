using JitBot.Core.Catalogue;

namespace JitBot.Simulation.Checking;

/// <summary>What the lines of the catalogue promise: nothing is in force that nobody has read, and what waited was accepted first.</summary>
internal sealed partial class Checker
{
    private readonly Dictionary<string, CatalogueEvent.Seen> _editions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _accepted = new(StringComparer.Ordinal);
    private CatalogueEvent.InForce? _inForce;

    private void Look(CatalogueEvent happened)
    {
        switch (happened)
        {
            case CatalogueEvent.Seen e:
                _editions[e.Version] = e;
                break;
            case CatalogueEvent.Accepted e:
                _accepted.Add(e.Version);
                break;
            case CatalogueEvent.InForce e:
                Expect(_editions.TryGetValue(e.Version, out var seen), "I1 no unapproved grant", $"edition {e.Version} is in force and nobody has read it");
                Expect(e.Waiting.Count > 0 || e.Content == seen?.Content, "I1 no unapproved grant", $"edition {e.Version} is in force as a whole with another text than was read");
                Expect(_inForce is null || _inForce.Version != e.Version || _inForce.Waiting.Count <= e.Waiting.Count || _accepted.Contains(e.Version) || _inForce.Operators.Count == 0,
                    "I1 no unapproved grant", $"what waited of edition {e.Version} is in force without an operator's yes");
                _inForce = e;
                break;
        }
    }
}
