using System.Text.Json.Serialization;

namespace JitBot.Core.People;

/// <summary>An account and the row of the person it belongs to, as a line of the log names them.</summary>
public sealed record LinkParty(PersonRef Person, AccountId Account);

/// <summary>
/// Everything that happens when people show that two accounts are theirs, in one stream of its own: who is one person with whom is the fold of
/// it. The discriminators are the storage format: never rename one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(CodeGiven), "link-code-given")]
[JsonDerivedType(typeof(CodeSeen), "link-code-seen")]
[JsonDerivedType(typeof(Linked), "people-linked")]
[JsonDerivedType(typeof(Parted), "people-parted")]
[JsonDerivedType(typeof(Refused), "link-refused")]
public abstract record LinkingEvent
{
    private LinkingEvent()
    {
    }

    /// <summary>When it happened; the line keeps it, so the body does not.</summary>
    [JsonIgnore]
    public DateTimeOffset At { get; init; }

    /// <summary>An account was given a code. <paramref name="Code"/> is the hash of <paramref name="Salt"/> and code: the code itself is kept nowhere.</summary>
    public sealed record CodeGiven(LinkParty To, string Salt, string Code, DateTimeOffset Until) : LinkingEvent;

    /// <summary>The code that this account was given was typed where others read it: it is good for nothing any more.</summary>
    public sealed record CodeSeen(LinkParty To) : LinkingEvent;

    /// <summary>
    /// Both accounts are one person's. <paramref name="Given"/> was given the code that <paramref name="Typed"/> typed. What one of them may do the
    /// other may from <paramref name="RightsFrom"/> on; that they are one person counts at once.
    /// </summary>
    public sealed record Linked(LinkParty Given, LinkParty Typed, LinkProof Proof, DateTimeOffset RightsFrom) : LinkingEvent;

    /// <summary>This person shares nothing with others any more. That they are one person with them is still known.</summary>
    public sealed record Parted(LinkParty By) : LinkingEvent;

    /// <summary>An attempt that came to nothing.</summary>
    public sealed record Refused(LinkParty By, LinkRefusal Why) : LinkingEvent;
}

/// <summary>How it was shown that two accounts are one person's. The names stand in the log: never rename one.</summary>
public enum LinkProof
{
    /// <summary>A code that only one account was shown was typed with the other.</summary>
    CodeTypedWithTheOther,
}

/// <summary>Why accounts are not linked. The names stand in the log: never rename one.</summary>
public enum LinkRefusal
{
    /// <summary>No such code, or it was used, replaced by a newer one or has run out.</summary>
    NoSuchCode,

    /// <summary>It was typed with the account it was given to.</summary>
    SameAccount,

    /// <summary>Both accounts are one person's already.</summary>
    OneAlready,

    /// <summary>This account has asked for many codes.</summary>
    TooManyCodes,

    /// <summary>This account has typed many codes that were refused.</summary>
    TooManyTries,

    /// <summary>There is nothing to part.</summary>
    NotLinked,
}
