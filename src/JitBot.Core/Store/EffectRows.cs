using JitBot.Core.Effects;

namespace JitBot.Core.Store;

/// <summary>The narrow part of a pending effect: what the wheel and the worker need to know to come back for it.</summary>
public sealed record EffectRow(long Id, Lane Lane, DateTimeOffset DueAt);

/// <summary>
/// An effect a worker has claimed. <paramref name="Attempt"/> counts claims since it last succeeded, this one included, and is durable:
/// above one, an earlier attempt may have had its effect. <paramref name="Generation"/> grows each time the effect is asked for again, so
/// that completing an old generation does not lose the new one; <paramref name="Epoch"/> grows with each claim, so that whoever has lost the
/// lease to another changes nothing any more.
/// </summary>
public sealed record ClaimedEffect(long Id, Effect Effect, DateTimeOffset DueAt, int Attempt, long Generation, long Epoch);

/// <summary>An effect that was set aside because it failed too often.</summary>
public sealed record ParkedEffect(long Id, string Key, int Attempts, string Error, DateTimeOffset ParkedAt);
