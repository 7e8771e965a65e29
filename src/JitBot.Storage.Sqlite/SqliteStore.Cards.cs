using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;
using Microsoft.Data.Sqlite;

namespace JitBot.Storage.Sqlite;

/// <summary>Where each request's cards stand.</summary>
internal sealed partial class SqliteStore
{
    private const string CardColumns = "request, platform, place_kind, place_id, channel, message, shown_version, told_version, place_lost";

    // The kinds of place as they stand in the table: never rename one.
    private const string ChannelKind = "channel";
    private const string DirectKind = "direct";

    /// <inheritdoc />
    public Task<Card?> FindCardAsync(RequestId request, Place place, CancellationToken ct) => Reader.ReadAsync(
        db => db.First($"SELECT {CardColumns} FROM cards WHERE request = $request AND place = $place",
            ReadCard, ("$request", request.Value), ("$place", place.Key)), ct);

    /// <inheritdoc />
    public Task<Card?> FindCardAsync(MessageRef message, CancellationToken ct) => Reader.ReadAsync(
        db => db.First($"SELECT {CardColumns} FROM cards WHERE platform = $platform AND channel = $channel AND message = $message",
            ReadCard, ("$platform", message.Platform), ("$channel", message.Channel), ("$message", message.Message)), ct);

    /// <inheritdoc />
    public Task<IReadOnlyList<Card>> ListCardsAsync(RequestId request, CancellationToken ct) => Reader.ReadAsync<IReadOnlyList<Card>>(
        db => db.List($"SELECT {CardColumns} FROM cards WHERE request = $request ORDER BY place",
            ReadCard, ("$request", request.Value)), ct);

    /// <inheritdoc />
    public Task<bool> SaveCardAsync(Card card, Card? replaces, CancellationToken ct) =>
        Writer.WriteAsync(db => (replaces is null ? Insert(db, card) : Replace(db, card, replaces)) > 0, ct);

    private static int Insert(SqliteSession db, Card card)
    {
        var (kind, id) = card.Place switch
        {
            Place.Channel channel => (ChannelKind, channel.Id),
            Place.Direct direct => (DirectKind, direct.Person.Value),
            _ => throw new InvalidOperationException($"A place nobody knows: {card.Place}."),
        };
        return db.Run("""
            INSERT OR IGNORE INTO cards (request, place, place_kind, platform, place_id, channel, message, shown_version, told_version, place_lost)
            VALUES ($request, $place, $kind, $platform, $id, $channel, $message, $shown, $told, $lost)
            """,
            ("$request", card.Request.Value), ("$place", card.Place.Key), ("$kind", kind), ("$platform", card.Place.Platform), ("$id", id),
            ("$channel", card.Message?.Channel), ("$message", card.Message?.Message),
            ("$shown", card.ShownVersion), ("$told", card.ToldVersion), ("$lost", card.PlaceLost));
    }

    private static int Replace(SqliteSession db, Card card, Card replaces) => db.Run("""
        UPDATE cards SET channel = $channel, message = $message, shown_version = $shown, told_version = $told, place_lost = $lost
        WHERE request = $request AND place = $place
            AND channel IS $oldChannel AND message IS $oldMessage AND shown_version = $oldShown AND told_version = $oldTold AND place_lost = $oldLost
        """,
        ("$channel", card.Message?.Channel), ("$message", card.Message?.Message),
        ("$shown", card.ShownVersion), ("$told", card.ToldVersion), ("$lost", card.PlaceLost),
        ("$request", card.Request.Value), ("$place", card.Place.Key),
        ("$oldChannel", replaces.Message?.Channel), ("$oldMessage", replaces.Message?.Message),
        ("$oldShown", replaces.ShownVersion), ("$oldTold", replaces.ToldVersion), ("$oldLost", replaces.PlaceLost));

    private static Card ReadCard(SqliteRow row)
    {
        var platform = row.GetString(1);
        Place place = row.GetString(2) switch
        {
            ChannelKind => new Place.Channel(platform, row.GetString(3)),
            DirectKind => new Place.Direct(platform, new PersonId(row.GetString(3))),
            var kind => throw new InvalidOperationException($"A kind of place nobody knows: {kind}."),
        };
        var message = row.IsNull(5) ? null : new MessageRef(platform, row.GetString(4), row.GetString(5));
        return new Card(new RequestId(row.GetString(0)), place, message, row.GetInt64(6), row.GetInt64(7), row.GetBoolean(8));
    }
}
