using JitBot.Core.Audit;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Effects;

namespace JitBot.Engine.Operations;

/// <summary>
/// Posts the newest checkpoint into the channel of the settings: whoever rewrites history needs the database, the key, and the memory of
/// everybody in that channel.
/// </summary>
internal sealed class CheckpointPoster(OperationsLog operations, CheckpointWriter checkpoints, AuditSettings settings, TrustedClock clock, WakeClock wakes)
{
    /// <summary>As often as a channel can bear.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>The last hour's were posted by the process before, at its stop.</summary>
    private DateTimeOffset _lastAt = clock.Now;

    private Checkpoint? _last;

    /// <summary>Posts one if the log has grown and it is time.</summary>
    public async Task PostIfDueAsync(CancellationToken ct)
    {
        if (clock.Now - _lastAt >= Every)
            wakes.Watch(await PostAsync(ct));
    }

    /// <summary>Stores what is to be posted and gives back its rows; empty if there is nothing new.</summary>
    public async Task<IReadOnlyList<EffectRow>> PostAsync(CancellationToken ct)
    {
        if (settings.Places.Count == 0 || checkpoints.Last is not { } newest || (_last is { } last && newest.Heads.SequenceEqual(last.Heads)))
            return [];
        var rows = await operations.PutAsync([.. settings.Places.Select(place => new DueEffect(new Effect.Publish(place, newest), clock.Now))], ct);
        if (rows.Count > 0)
            (_last, _lastAt) = (newest, clock.Now);
        return rows;
    }
}
