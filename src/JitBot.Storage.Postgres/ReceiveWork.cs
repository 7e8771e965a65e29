using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>A delivery to keep, unless its key was seen before.</summary>
internal sealed class ReceiveWork(Delivery delivery, CancellationToken ct) : PostgresWork<EffectRow?>(ct)
{
    private List<long> _new = [];

    /// <summary>By what it is known again.</summary>
    public string Key { get; } = $"{delivery.Platform}/{delivery.Key}";

    /// <summary>Its key.</summary>
    public override IEnumerable<string> Names => [$"delivery {Key}"];

    /// <summary>What it becomes.</summary>
    public override IEnumerable<string> SharedNames => [$"effect {Effect.Effect.Key}"];

    /// <summary>What it becomes if it is new.</summary>
    public DueEffect Effect { get; } = new(new Effect.Deliver(delivery), DueEffect.AtOnce);

    /// <summary>Adds what remembers the key.</summary>
    public void Look(PostgresPipeline pipeline) => _new = pipeline.List(
        "INSERT INTO deliveries (key, at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id", row => row.GetInt64(0), Key, Millis.Of(delivery.ReceivedAt));

    /// <summary>Whether it is new; it is answered if not.</summary>
    public bool IsNew()
    {
        if (_new.Count == 0)
            Settle(null);
        return _new.Count > 0;
    }
}
