namespace JitBot.Core.Quota;

/// <summary>In which order calls are served when a quota is short: the first may spend all of it, and whoever comes later waits behind.</summary>
public enum Urgency
{
    /// <summary>Takes a membership away.</summary>
    Removal,

    /// <summary>Looks at a membership: after a removal nothing else tells that it is gone.</summary>
    Look,

    /// <summary>Gives a membership, and the questions before it.</summary>
    Grant,

    /// <summary>Everything else.</summary>
    Other,
}
