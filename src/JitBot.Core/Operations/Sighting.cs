namespace JitBot.Core.Operations;

/// <summary>
/// What was seen at a look: a condition that holds since <paramref name="Since"/>, or, with no condition, that all is well under this key.
/// <paramref name="SeenAt"/> is when the evidence is from: what was seen before the last word about it changes nothing any more.
/// <paramref name="Until"/> is set when the condition is over and could not be told while it lasted.
/// </summary>
public sealed record Sighting(string Key, Condition? Condition, DateTimeOffset Since, DateTimeOffset SeenAt, DateTimeOffset? Until = null)
{
    /// <summary>All is well.</summary>
    public static Sighting Well(string key, DateTimeOffset seenAt) => new(key, null, seenAt, seenAt);

    /// <summary>It holds.</summary>
    public static Sighting Of(Condition condition, DateTimeOffset since, DateTimeOffset seenAt) => new(condition.Key, condition, since, seenAt);

    /// <summary>It is over and untold.</summary>
    public static Sighting Past(Condition condition, DateTimeOffset since, DateTimeOffset until) => new(condition.Key, condition, since, until, until);
}
