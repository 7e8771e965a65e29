namespace JitBot.Core.Effects;

/// <summary>The order of work: taking access away comes first, telling people comes last. The values stand in the store.</summary>
public enum Lane
{
    /// <summary>Ends access: expiries, removals, read-backs. Never set aside.</summary>
    Revocation = 0,

    /// <summary>What people sent us: commands, clicks, reactions.</summary>
    Delivery = 1,

    /// <summary>Gives access.</summary>
    Grant = 2,

    /// <summary>Cards, threads, notices.</summary>
    Notice = 3,
}
