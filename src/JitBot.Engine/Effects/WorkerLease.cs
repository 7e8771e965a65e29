namespace JitBot.Engine.Effects;

/// <summary>
/// How long a claimed effect is a worker's own: <see cref="WorkerLimits.Lease"/>, except in stories that let a replica sleep for longer than
/// its lease and have no minute to spare.
/// </summary>
internal sealed record WorkerLease(TimeSpan Length);
