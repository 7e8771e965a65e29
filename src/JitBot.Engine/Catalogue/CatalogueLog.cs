using System.Collections.Concurrent;
using JitBot.Core;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Effects;

namespace JitBot.Engine.Catalogue;

/// <summary>The stream of which editions of the catalogue were read, in force, refused and accepted. The texts of editions stand beside it.</summary>
public sealed class CatalogueLog(IAccessStore store, WakeClock wakes, Entropy entropy)
{
    /// <summary>What is in force and what waits are looked at again and again, older ones never.</summary>
    private const int MostKept = 4;

    /// <summary>Whose text an edition is: nobody's, so that forgetting a person leaves it.</summary>
    private static readonly PersonId Owner = new("catalogue");

    private readonly ConcurrentDictionary<string, Edition> _editions = new(StringComparer.Ordinal);
    private readonly FoldedStream<CatalogueState, CatalogueEvent> _stream = new(
        store, wakes, StreamId.Catalogue, CatalogueState.Start, (state, happened) => state.Evolve(happened), EventJson.ReadCatalogue, EventJson.Line);

    /// <summary>The state as it was last read.</summary>
    internal CatalogueState State => _stream.State;

    /// <summary>Reads what has been added since.</summary>
    internal async Task<CatalogueState> RefreshAsync(CancellationToken ct) => (await _stream.ReadOnAsync(ct)).State;

    /// <summary>The text of an edition, to be filed with the line that names it.</summary>
    internal PersonalText TextOf(Edition edition) => new(Owner, entropy.Secret(), EditionJson.Write(edition));

    /// <summary>What is in force; null before the first start.</summary>
    internal async Task<Edition?> InForceAsync(CatalogueState state, CancellationToken ct) =>
        state.InForce is { } now ? await LoadAsync(now.Content, ct) with { Operators = now.Operators } : null;

    /// <summary>
    /// The edition whose text a line names. One that was erased or cannot be read is empty: what is not known to have been in force was not, and every
    /// entitlement has to be accepted.
    /// </summary>
    internal async Task<Edition> LoadAsync(string content, CancellationToken ct)
    {
        if (_editions.TryGetValue(content, out var known))
            return known;
        var text = (await store.LoadTextsAsync([content], ct)).GetValueOrDefault(content);
        var edition = (text is null ? null : EditionJson.Read(text)) ?? Edition.Empty;
        if (_editions.Count >= MostKept)
            _editions.Clear();
        _editions[content] = edition;
        return edition;
    }

    /// <summary>Whether the text is still there and can be read.</summary>
    internal async Task<bool> IsKeptAsync(string content, CancellationToken ct) => !ReferenceEquals(await LoadAsync(content, ct), Edition.Empty);

    /// <summary>Decides from the newest state and appends; whoever loses a race decides again.</summary>
    internal async Task<T> AppendAsync<T>(Func<CatalogueState, Task<(IReadOnlyList<CatalogueEvent> Events, IReadOnlyList<PersonalText> Texts, T Result)>> decide, CancellationToken ct)
    {
        var answer = await _stream.AppendAsync(async before =>
        {
            var (events, texts, result) = await decide(before.State);
            return (events.Count == 0 ? null : new Addition<CatalogueEvent>(events) { Texts = texts }, result);
        }, ct);
        await _stream.ReadOnAsync(ct);
        return answer;
    }
}
