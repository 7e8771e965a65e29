using JitBot.Core.Store;

namespace JitBot.Storage.Postgres;

/// <summary>A batch to append.</summary>
internal sealed class AppendWork(Batch batch, CancellationToken ct) : PostgresWork<AppendAnswer>(ct)
{
    /// <summary>What is appended.</summary>
    public Batch Batch => batch;

    /// <summary>Its stream, the key it answers, and the people whose requests it counts.</summary>
    public override IEnumerable<string> Names =>
    [
        $"stream {batch.Stream.Value}",
        .. batch.Answered is { } answered ? [$"answer {answered.Key}"] : Array.Empty<string>(),
        .. People.Select(person => $"person {person}"),
    ];

    /// <summary>The effects it asks for.</summary>
    public override IEnumerable<string> SharedNames => batch.Effects.Select(effect => $"effect {effect.Effect.Key}");

    /// <summary>Whose requests it counts.</summary>
    public IEnumerable<string> People => batch.AskedBefore.SelectMany(before => before.Rows).Select(row => row.Value);
}
