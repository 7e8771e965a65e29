namespace JitBot.Core.Store;

/// <summary>What the columns of a table hold.</summary>
public enum StoreType
{
    /// <summary>A string of any Unicode.</summary>
    Text,

    /// <summary>A whole number of 64 bits.</summary>
    Number,

    /// <summary>A whole number of 32 bits.</summary>
    SmallNumber,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Bytes as they are.</summary>
    Bytes,
}

/// <summary>A column, with the same name and meaning in every store.</summary>
public sealed record StoreColumn(string Name, StoreType Type);

/// <summary>A table that every store has, with the columns that are worth moving: leases are not.</summary>
public sealed record StoreTable(string Name, IReadOnlyList<StoreColumn> Columns);

/// <summary>What a store is moved out of. It is locked against every other process and not changed.</summary>
public interface IStoreSource : IDisposable
{
    /// <summary>How many rows the table has.</summary>
    long Count(StoreTable table);

    /// <summary>Its rows, oldest first, with a value or null for each column.</summary>
    IEnumerable<object?[]> Read(StoreTable table);

    /// <summary>All of it stands in another store now: nobody may serve from this one again.</summary>
    void MarkMoved();
}

/// <summary>All that a store holds, table by table, in an order in which it can be written.</summary>
public static class StoreTables
{
    /// <summary>The log; the one table of which each row is checked again afterwards.</summary>
    public static StoreTable Lines { get; } = Table("lines", "seq:n stream:t version:n bytes:b hash:t");

    /// <summary>All tables.</summary>
    public static IReadOnlyList<StoreTable> All { get; } =
    [
        Lines,
        Table("checkpoints", "id:n heads:t at:n public_key:t signature:t"),
        Table("texts", "id:n hash:t owner:t salt:t text:t"),
        Table("requests", "id:t handle:t requester:t entitlement:t phase:t is_open:f asked_at:n holding:t asked_by:t"),
        Table("answers", "id:n key:t answer:t at:n"),
        Table("deliveries", "id:n key:t at:n"),
        Table("effects", "id:n key:t lane:s due_at:n attempts:s generation:n epoch:n parked_at:n body:t error:t"),
        Table("cards", "request:t place:t place_kind:t platform:t place_id:t channel:t message:t shown_version:n told_version:n place_lost:f"),
        Table("people", "id:t email:t name:t identity:t"),
        Table("accounts", "platform:t tenant:t account:t person:t"),
        Table("homes", "platform:t tenant:t account:t person:t opened_at:n groups:t drawn:n"),
    ];

    private static StoreTable Table(string name, string columns) => new(name, [.. columns.Split(' ').Select(Column)]);

    private static StoreColumn Column(string text) => new(text[..^2], text[^1] switch
    {
        't' => StoreType.Text,
        'n' => StoreType.Number,
        's' => StoreType.SmallNumber,
        'f' => StoreType.Flag,
        'b' => StoreType.Bytes,
        var other => throw new InvalidOperationException($"A type nobody knows: {other}."),
    });
}
