using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Holdings;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Clock;
using JitBot.Engine.Operations;

namespace JitBot.Engine.Emergencies;

/// <summary>
/// Sees what a resource is nested in before it is given away at once. Its provider is asked at that moment; while that does not answer, what it said within the last
/// quarter of an hour serves.
/// </summary>
public sealed class NestingDesk(ProviderShelf providers, CurrentCatalogue catalogue, OperatorList operators, TrustedClock clock)
{
    private readonly NestingMemory _memory = new();

    /// <summary>
    /// What was seen, or when to ask again; neither where the provider will not say. Where no group of the provider makes anybody an approver or an operator, or the
    /// resource itself does, nothing needs to be asked.
    /// </summary>
    internal async Task<(NestingLook? Look, NestingAnswer.NotNow? Later)> LookAsync(Terms terms, CancellationToken ct)
    {
        var look = new NestingLook([], catalogue.DecidingAt(terms.Provider, await operators.RulesAsync(ct)));
        if (look.Deciding.Count == 0 || look.MakesDeciders(terms.Resource))
            return (look, null);
        if (providers.Find(terms.Provider) is not { } provider)
            return (null, null);
        var asOf = clock.Now;
        switch (await provider.ListAroundAsync(terms.Resource, ct))
        {
            case NestingAnswer.Told told:
                _memory.Keep(terms.Provider, terms.Resource, told.Around, asOf);
                return (look with { Around = told.Around }, null);
            case NestingAnswer.NotNow later:
                return _memory.Recall(terms.Provider, terms.Resource, clock.Now) is { } last ? (look with { Around = last }, null) : (null, later);
            default:
                _memory.Forget(terms.Provider, terms.Resource);
                return (null, null);
        }
    }
}
