using JitBot.Core.Effects;
using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>A batch to append.</summary>
internal sealed class AppendWork(Batch batch, CancellationToken ct) : PostgresWork<AppendAnswer>(ct)
{
    private readonly CompleteWork? _completes = batch.Completes is { } completes ? new CompleteWork(completes, ct) : null;
    private readonly List<List<(long Id, ClaimedEffect? Effect, string? Wrong)>> _claims = [];

    /// <summary>What is appended.</summary>
    public Batch Batch => batch;

    /// <summary>Its stream, the key it answers, the people whose requests it counts, the effect that led to it and those that are claimed with it.</summary>
    public override IEnumerable<string> Names =>
    [
        $"stream {batch.Stream.Value}",
        .. batch.Answered is { } answered ? [$"answer {answered.Key}"] : Array.Empty<string>(),
        .. People.Select(person => $"person {person}"),
        .. _completes?.Names ?? [],
        .. Claimed.Select(effect => $"effect {effect.Effect.Key}"),
    ];

    /// <summary>The effects it asks for.</summary>
    public override IEnumerable<string> SharedNames => batch.Effects.Select(effect => $"effect {effect.Effect.Key}");

    /// <summary>Whose requests it counts.</summary>
    public IEnumerable<string> People => batch.AskedBefore.SelectMany(before => before.Rows).Select(row => row.Value);

    private IEnumerable<DueEffect> Claimed => (batch.Claims?.Places ?? []).Select(place => batch.Effects[place]);

    /// <summary>Adds what completes the effect that led to it, behind what it asks for.</summary>
    public void Complete(PostgresPipeline pipeline) => _completes?.Write(pipeline);

    /// <summary>Adds what claims the effects that it takes.</summary>
    public void Claim(PostgresPipeline pipeline, IReadOnlyDictionary<string, EffectRow> rows)
    {
        _claims.Clear();
        foreach (var effect in Claimed)
            _claims.Add(pipeline.List(
                """
                UPDATE effects SET lease_until = clock_timestamp() + $3, attempts = attempts + 1, epoch = epoch + 1
                WHERE id = $1 AND due_at <= $2 AND parked_at IS NULL AND (lease_until IS NULL OR lease_until <= clock_timestamp())
                RETURNING id, body, due_at, attempts, generation, epoch
                """,
                PostgresStore.ReadClaim, rows[EffectPuts.KeyOf(effect)].Id, Millis.Of(batch.Claims!.Now), batch.Claims.Lease));
    }

    /// <summary>It is appended, with these rows among others.</summary>
    public void Settle(IReadOnlyDictionary<string, EffectRow> rows) => Settle(new AppendAnswer.Appended([.. batch.Effects.Select(effect => rows[EffectPuts.KeyOf(effect)])])
    {
        Renewed = _completes?.Renewed,
        Claimed = [.. _claims.SelectMany(claims => claims).Select(claim => claim.Effect).OfType<ClaimedEffect>()],
    });
}
