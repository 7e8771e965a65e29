using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Engine.Clock;

namespace JitBot.Engine.Operations;

/// <summary>How an operator ends the recovery of a restored database, while JitBot is stopped.</summary>
public sealed class RestoreAcceptance
{
    private readonly OperationsLog _operations;
    private readonly RestoreCheck _check;
    private readonly CheckpointFile _file;
    private readonly CheckpointWriter _checkpoints;
    private readonly IAccessStore _store;
    private readonly TrustedClock _clock;

    internal RestoreAcceptance(
        OperationsLog operations, RestoreCheck check, CheckpointFile file, CheckpointWriter checkpoints, IAccessStore store, TrustedClock clock) =>
        (_operations, _check, _file, _checkpoints, _store, _clock) = (operations, check, file, checkpoints, store, clock);

    /// <summary>What there is to accept, or null: the recovery JitBot is in, or would begin at its next start.</summary>
    public async Task<RestoredBackup?> LookAsync(CancellationToken ct) =>
        (await _operations.RefreshAsync(ct)).Recovery ?? await _check.LookAsync(ct);

    /// <summary>In words for whoever accepts it.</summary>
    public string Describe(RestoredBackup backup) => AlertWords.Holds(new Condition.Restored(backup, []), _clock.Now).ToPlainText();

    /// <summary>
    /// Writes the break into the log, puts the published checkpoints away under another name (what they say is true of the lost history) and
    /// signs the first one of the new.
    /// </summary>
    public async Task AcceptAsync(RestoredBackup backup, CancellationToken ct)
    {
        await _operations.AppendAsync(_ => [new OperationsEvent.RestoreAccepted(backup) { At = _clock.Now }], [], ct);
        _file.PutAway(_clock.Now);
        await _checkpoints.WriteAsync(await _store.ReadHeadsAsync(ct), ct);
    }
}
