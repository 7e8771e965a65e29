using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;
using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>Where each request's cards stand.</summary>
internal sealed partial class PostgresStore
{
    private const string CardColumns = "request, platform, place_kind, place_id, channel, message, shown_version, told_version, place_lost";

    // The kinds of place as they stand in the table: never rename one.
    private const string ChannelKind = "channel";
    private const string DirectKind = "direct";

    /// <inheritdoc />
    public Task<Card?> FindCardAsync(RequestId request, Place place, CancellationToken ct) => _database.ReadAsync(
        db => db.FirstAsync($"SELECT {CardColumns} FROM cards WHERE request = $1 AND place = $2", ReadCard, request.Value, place.Key), ct);

    /// <inheritdoc />
    public Task<Card?> FindCardAsync(MessageRef message, CancellationToken ct) => _database.ReadAsync(
        db => db.FirstAsync($"SELECT {CardColumns} FROM cards WHERE platform = $1 AND channel = $2 AND message = $3",
            ReadCard, message.Platform, message.Channel, message.Message), ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Card>> ListCardsAsync(RequestId request, CancellationToken ct) => await _database.ReadAsync(
        db => db.ListAsync($"SELECT {CardColumns} FROM cards WHERE request = $1 ORDER BY place", ReadCard, request.Value), ct);

    /// <inheritdoc />
    public Task<bool> SaveCardAsync(Card card, Card? replaces, CancellationToken ct) => _database.WriteAsync(
        async db => await (replaces is null ? InsertAsync(db, card) : ReplaceAsync(db, card, replaces)) > 0, ct);

    private static Task<int> InsertAsync(PostgresSession db, Card card)
    {
        var (kind, id) = card.Place switch
        {
            Place.Channel channel => (ChannelKind, channel.Id),
            Place.Direct direct => (DirectKind, direct.Person.Value),
            _ => throw new InvalidOperationException($"A place nobody knows: {card.Place}."),
        };
        return db.RunAsync("""
            INSERT INTO cards (request, place, place_kind, platform, place_id, channel, message, shown_version, told_version, place_lost)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT DO NOTHING
            """,
            card.Request.Value, card.Place.Key, kind, card.Place.Platform, id,
            card.Message?.Channel, card.Message?.Message, card.ShownVersion, card.ToldVersion, card.PlaceLost);
    }

    private static Task<int> ReplaceAsync(PostgresSession db, Card card, Card replaces) => db.RunAsync("""
        UPDATE cards SET channel = $3, message = $4, shown_version = $5, told_version = $6, place_lost = $7
        WHERE request = $1 AND place = $2 AND channel IS NOT DISTINCT FROM $8 AND message IS NOT DISTINCT FROM $9
            AND shown_version = $10 AND told_version = $11 AND place_lost = $12
        """,
        card.Request.Value, card.Place.Key,
        card.Message?.Channel, card.Message?.Message, card.ShownVersion, card.ToldVersion, card.PlaceLost,
        replaces.Message?.Channel, replaces.Message?.Message, replaces.ShownVersion, replaces.ToldVersion, replaces.PlaceLost);

    private static Card ReadCard(NpgsqlDataReader row)
    {
        var platform = row.Text(1);
        Place place = row.Text(2) switch
        {
            ChannelKind => new Place.Channel(platform, row.Text(3)),
            DirectKind => new Place.Direct(platform, new PersonId(row.Text(3))),
            var kind => throw new InvalidOperationException($"A kind of place nobody knows: {kind}."),
        };
        var message = row.TextOrNull(5) is { } id ? new MessageRef(platform, row.Text(4), id) : null;
        return new Card(new RequestId(row.Text(0)), place, message, row.GetInt64(6), row.GetInt64(7), row.GetBoolean(8));
    }
}
