namespace JitBot.Chat.Teams;

/// <summary>The rules that an activity must keep to be believed, in the order in which they are looked at; each is the name of what is logged when it fails.</summary>
internal enum TeamsRule
{
    /// <summary>One Authorization header with one bearer token.</summary>
    Bearer,

    /// <summary>A signed token in its one spelling, neither encrypted nor with headers that must be understood.</summary>
    Form,

    /// <summary>Signed with RSA and SHA-2.</summary>
    Algorithm,

    /// <summary>By a published key.</summary>
    Key,

    /// <summary>The signature is the key's.</summary>
    Signature,

    /// <summary>Issued by the Bot Connector of our cloud.</summary>
    Issuer,

    /// <summary>For our bot and nobody else.</summary>
    Audience,

    /// <summary>It says until when it is good, and still is.</summary>
    Expiry,

    /// <summary>It is not for later.</summary>
    NotBefore,

    /// <summary>The key signs for the channel that the activity comes from.</summary>
    Endorsement,

    /// <summary>It was made for the address that the activity names for answers.</summary>
    ServiceUrl,

    /// <summary>That address is one our own token may be sent to.</summary>
    ServiceHost,

    /// <summary>The channel is Teams.</summary>
    Channel,

    /// <summary>It comes from a tenant that we listen to.</summary>
    Tenant,
}

/// <summary>Whether something is believed.</summary>
internal abstract record TeamsJudgement
{
    private TeamsJudgement()
    {
    }

    /// <summary>It is Teams.</summary>
    public sealed record Genuine : TeamsJudgement;

    /// <summary>A rule fails.</summary>
    public sealed record Refused(TeamsRule Rule) : TeamsJudgement;

    /// <summary>The keys cannot be had, so nobody knows.</summary>
    public sealed record CannotTell : TeamsJudgement;
}
