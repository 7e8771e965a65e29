namespace JitBot.Core.Effects;

/// <summary>What a requester is told privately, each at most once a request. The names stand in the store.</summary>
public enum NoticeKind
{
    /// <summary>It was asked, and who can say yes.</summary>
    Asked,

    /// <summary>To whoever asked for somebody else: that it was asked, and how to take it back.</summary>
    AskedForOther,

    /// <summary>To whom it was for: whoever asked for them took it back.</summary>
    WithdrawnByAsker,

    /// <summary>Nobody who could decide can be reached.</summary>
    NobodyReachable,

    /// <summary>The membership is confirmed, until when, and how to give it back.</summary>
    Granted,

    /// <summary>It ends soon, and how to give it back now.</summary>
    EndsSoon,

    /// <summary>There is more time.</summary>
    Extended,

    /// <summary>An approver said no to more time.</summary>
    ExtensionDenied,

    /// <summary>An approver took the yes to more time back.</summary>
    ExtensionTakenBack,

    /// <summary>The membership was there before; it stays.</summary>
    Standing,

    /// <summary>An approver said no.</summary>
    Denied,

    /// <summary>Nobody answered in time.</summary>
    Lapsed,

    /// <summary>An account that it needs is out of use.</summary>
    Void,

    /// <summary>It could not be granted, and why.</summary>
    Failed,

    /// <summary>The access is over: removed and read back absent.</summary>
    Ended,
}
