using JitBot.Benchmarks.Store;
using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;

namespace JitBot.Benchmarks.Grants;

/// <summary>
/// Fills a store that the product made with live grants, in bulk but one grant after the other, so that its tables lie in the file as they would had the grants been asked for: lines of
/// the product's events, sealed by its chain, and the rows that its store derives from them.
/// </summary>
internal sealed class GrantWriter : IDisposable
{
    private readonly BareTable _table;
    private readonly Action<object?[]> _line, _text, _request, _effect, _body, _card, _person, _account;
    private ChainHead _head;
    private long _effects;

    private GrantWriter(string database)
    {
        _table = new BareTable(database);
        _table.Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; BEGIN");
        _line = _table.Insert("lines", "seq", "stream", "version", "bytes", "hash");
        _text = _table.Insert("texts", "hash", "owner", "salt", "text");
        _request = _table.Insert("requests", "id", "handle", "requester", "entitlement", "phase", "is_open", "asked_at", "holding");
        _effect = _table.Insert("effects", "id", "lane", "due_at", "attempts", "generation", "epoch");
        _body = _table.Insert("effect_bodies", "id", "key", "body");
        _card = _table.Insert("cards", "request", "place", "place_kind", "platform", "place_id", "channel", "message", "shown_version", "told_version", "place_lost");
        _person = _table.Insert("people", "id", "email", "name", "identity");
        _account = _table.Insert("accounts", "platform", "tenant", "account", "person");
        var size = (long)_table.Scalar("SELECT coalesce(max(seq), 0) FROM lines")!;
        _head = size == 0 ? AuditChain.Empty(AuditChain.Only) : new ChainHead(AuditChain.Only, size, (string)_table.Scalar("SELECT hash FROM lines ORDER BY seq DESC LIMIT 1")!);
        _effects = (long)_table.Scalar("SELECT coalesce(max(id), 0) FROM effects")!;
    }

    /// <summary>Opens the store in a folder with the product, which makes it if there is none, and adds the grants from this number on.</summary>
    public static async Task FillAsync(string folder, int from, int live)
    {
        Terms terms;
        await using (var stage = await EngineStage.OpenAsync(folder, _ => { }))
            terms = stage.Get<CurrentCatalogue>().Now.TermsNow(EngineStage.Entitlement)!;
        var numbers = ParallelEnumerable.Range(from, live - from).AsOrdered();
        Add(EngineStage.DatabaseIn(folder), numbers.Select(number => new LiveGrant(number, terms, StormPlan.TimesOf(number)).Written()));
    }

    /// <summary>Adds grants to a store that the product made, with what the log tells of each.</summary>
    public static void Add(string database, IEnumerable<LiveGrant> grants)
    {
        using var writer = new GrantWriter(database);
        foreach (var grant in grants)
            writer.Write(grant);
        writer._table.Execute("COMMIT");
    }

    public void Dispose() => _table.Dispose();

    private void Write(LiveGrant grant)
    {
        Tell(grant);
        var index = grant.Index;
        _request([index.Id.Value, index.Handle, index.Requester.Value, index.EntitlementId, index.Phase.ToString(), index.Phase <= Phase.Ending, Millis(index.AskedAt), index.Holding!.Value.Value]);
        foreach (var (effect, due) in grant.Waiting)
        {
            _effect([++_effects, (int)effect.Lane, Millis(due), 0, 1, 0]);
            _body([_effects, effect.Key, EffectJson.Write(effect)]);
        }
    }

    private void Tell(LiveGrant grant)
    {
        _person([grant.Requester.Id.Value, grant.Requester.Email, grant.Requester.Name, grant.Requester.Identity]);
        _account([grant.Account.Platform, grant.Account.Tenant, grant.Account.Id, grant.Requester.Id.Value]);
        foreach (var text in grant.Texts)
            _text([text.Hash, text.Owner.Value, text.Salt, text.Text]);
        Seal(StreamId.Of(grant.Id), grant.RequestLines);
        Seal(StreamId.Of(grant.Key.Id), grant.HoldingLines);
        var (card, place) = (grant.Card, (Place.Channel)grant.Card.Place);
        _card([card.Request.Value, place.Key, "channel", place.Platform, place.Id, card.Message!.Channel, card.Message.Message, card.ShownVersion, card.ToldVersion, card.PlaceLost]);
    }

    private void Seal(StreamId stream, IReadOnlyList<NewLine> lines)
    {
        foreach (var (before, line) in lines.Index())
        {
            var bytes = AuditChain.BytesOf(new StoredLine(_head.Chain, _head.Size + 1, line.At, stream.Value, before + 1, line.Type, line.Body));
            _head = AuditChain.Follow(_head, bytes);
            _line([_head.Size, stream.Value, (long)before + 1, bytes, _head.Hash]);
        }
    }

    private static long Millis(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
