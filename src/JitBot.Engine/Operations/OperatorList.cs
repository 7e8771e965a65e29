using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Engine.Catalogue;
using JitBot.Engine.People;

namespace JitBot.Engine.Operations;

/// <summary>
/// The operators as rules that can be held against a person: those of the edition of the catalogue that is in force, or, where it names none, those with
/// whom the process was started. Those named by address get their row when somebody asks for the first time.
/// </summary>
public sealed class OperatorList(CurrentCatalogue catalogue, OperationsSettings settings, IdentityLinking identity)
{
    private IReadOnlyList<Rule>? _rules;

    /// <summary>The rules; none if the settings name no operator.</summary>
    public async Task<IReadOnlyList<Rule>> RulesAsync(CancellationToken ct)
    {
        if (catalogue.Operators is { Count: > 0 } now)
            return now;
        if (_rules is { } known)
            return known;
        var people = new Dictionary<string, PersonId>(StringComparer.OrdinalIgnoreCase);
        foreach (var address in settings.Addresses())
            people[address] = (await identity.EnsureAsync(address, ct)).Id;
        return _rules = EditionMaker.Made(settings.Operators, address => people[address]);
    }
}
