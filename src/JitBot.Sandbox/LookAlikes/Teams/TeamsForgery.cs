namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>The ways in which a delivery can be wrong; each is wrong in this one alone.</summary>
internal enum TeamsForgery
{
    /// <summary>It is right.</summary>
    None,

    /// <summary>There is no token at all.</summary>
    NoToken,

    /// <summary>Signed with the right key by an algorithm that is not on the list (PS256).</summary>
    WrongAlgorithm,

    /// <summary>Signed with the public key as if it were a secret (HS256).</summary>
    PublicKeyAsSecret,

    /// <summary>Not signed (<c>none</c>).</summary>
    NotSigned,

    /// <summary>Signed with another key than the one it names.</summary>
    ForeignKey,

    /// <summary>It names a key that is not published.</summary>
    UnknownKey,

    /// <summary>Signed with a published key that is endorsed for no channel.</summary>
    NotEndorsed,

    /// <summary>From another issuer.</summary>
    WrongIssuer,

    /// <summary>From the issuer of the emulator, who signs for whoever asks.</summary>
    EmulatorIssuer,

    /// <summary>For another bot.</summary>
    WrongAudience,

    /// <summary>Over for ten minutes.</summary>
    Expired,

    /// <summary>Good in ten minutes.</summary>
    NotYetValid,

    /// <summary>It never ends.</summary>
    NoExpiry,

    /// <summary>It does not say which service may be answered.</summary>
    NoServiceUrl,

    /// <summary>It says another service than the activity.</summary>
    OtherServiceUrl,

    /// <summary>The claims were changed after signing.</summary>
    ChangedClaims,

    /// <summary>The token is right; the activity is of another tenant.</summary>
    ForeignTenant,

    /// <summary>The token is right; the activity is of another channel.</summary>
    ForeignChannel,
}
