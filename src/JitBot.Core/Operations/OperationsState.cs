using System.Collections.Immutable;

namespace JitBot.Core.Operations;

/// <summary>
/// What was told of a condition: since when it holds, whether it still does, when it was raised last and told last, how often since it was
/// raised, and the version of the line that tells the newest.
/// </summary>
public sealed record Alert(Condition Condition, DateTimeOffset Since, bool IsOpen, DateTimeOffset RaisedAt, DateTimeOffset SaidAt, int Times);

/// <summary>The fold of the stream of operations.</summary>
public sealed record OperationsState
{
    /// <summary>Before any line.</summary>
    public static OperationsState Start { get; } = new();

    /// <summary>The last alert of each key.</summary>
    public ImmutableDictionary<string, Alert> Alerts { get; init; } = ImmutableDictionary<string, Alert>.Empty;

    /// <summary>The old database we live on and nobody has accepted yet, or null.</summary>
    public RestoredBackup? Recovery { get; init; }

    /// <summary>What is open under this key, or null.</summary>
    public Alert? Open(string key) => Alerts.GetValueOrDefault(key) is { IsOpen: true } open ? open : null;

    /// <summary>The state after an event.</summary>
    public OperationsState Evolve(OperationsEvent happened) => happened switch
    {
        OperationsEvent.Raised e => With(new Alert(e.Condition, e.Since, IsOpen: true, e.At, e.At, Times: 1)),
        OperationsEvent.Repeated e => With(Known(e.Condition) with { Condition = e.Condition, SaidAt = e.At, Times = Known(e.Condition).Times + 1 }),
        OperationsEvent.Cleared e => With(Known(e.Condition) with { IsOpen = false, SaidAt = e.At }),
        OperationsEvent.Passed e => With(new Alert(e.Condition, e.Since, IsOpen: false, e.At, e.At, Times: 1)),
        OperationsEvent.RecoveryBegan e => this with { Recovery = e.Backup },
        OperationsEvent.RestoreAccepted => this with { Recovery = null },
        _ => throw new InvalidOperationException($"An event nobody knows: {happened.GetType().Name}."),
    };

    private OperationsState With(Alert alert) => this with { Alerts = Alerts.SetItem(alert.Condition.Key, alert) };

    private Alert Known(Condition condition) => Open(condition.Key)
        ?? throw new InvalidOperationException($"{condition.Key} was never raised, so it can be neither repeated nor cleared.");
}
