using System.Text.Json.Serialization;

namespace JitBot.Core.Operations;

/// <summary>
/// What has happened to JitBot itself and was told, in a stream of its own: so that it is told once, whoever restarts and however many
/// processes share the store. The discriminators are the storage format: never rename one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Raised), "alert-raised")]
[JsonDerivedType(typeof(Repeated), "alert-repeated")]
[JsonDerivedType(typeof(Cleared), "alert-cleared")]
[JsonDerivedType(typeof(Passed), "trouble-passed")]
[JsonDerivedType(typeof(RecoveryBegan), "recovery-began")]
[JsonDerivedType(typeof(RestoreAccepted), "restore-accepted")]
public abstract record OperationsEvent
{
    private OperationsEvent()
    {
    }

    /// <summary>When it happened; the line keeps it, so the body does not.</summary>
    [JsonIgnore]
    public DateTimeOffset At { get; init; }

    /// <summary>A condition is told for the first time; it holds since <paramref name="Since"/>.</summary>
    public sealed record Raised(Condition Condition, DateTimeOffset Since) : OperationsEvent;

    /// <summary>It still holds and is told again.</summary>
    public sealed record Repeated(Condition Condition, DateTimeOffset Since) : OperationsEvent;

    /// <summary>It is over.</summary>
    public sealed record Cleared(Condition Condition, DateTimeOffset Since) : OperationsEvent;

    /// <summary>It could not be told while it lasted, and is over.</summary>
    public sealed record Passed(Condition Condition, DateTimeOffset Since, DateTimeOffset Until) : OperationsEvent;

    /// <summary>The database was found to be an old one: nothing is granted until an operator accepts it.</summary>
    public sealed record RecoveryBegan(RestoredBackup Backup) : OperationsEvent;

    /// <summary>An operator has looked and accepted it: what was published after <see cref="RestoredBackup.GoodUntil"/> is given up.</summary>
    public sealed record RestoreAccepted(RestoredBackup Backup) : OperationsEvent;

    /// <summary>The key of the alert it belongs to; null if it tells nobody anything.</summary>
    [JsonIgnore]
    public string? Key => this switch
    {
        Raised e => e.Condition.Key,
        Repeated e => e.Condition.Key,
        Cleared e => e.Condition.Key,
        Passed e => e.Condition.Key,
        _ => null,
    };
}
