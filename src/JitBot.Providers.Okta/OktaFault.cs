using System.Net;

namespace JitBot.Providers.Okta;

/// <summary>
/// Why a call brought no result, told apart by what matters for a change of membership: whether it can have had its effect.
/// The texts name no token and no person.
/// </summary>
internal abstract record OktaFault
{
    private OktaFault()
    {
    }

    /// <summary>
    /// Answered with a refusal, so certainly without effect; the same call will be refused again. <paramref name="OfToken"/>: the token itself was.
    /// </summary>
    public sealed record Refused(HttpStatusCode Status, string Why, bool OfToken = false) : OktaFault
    {
        /// <summary>Okta's own name for it; null if the answer has none.</summary>
        public string? Code { get; init; }

        /// <summary>Whether the thing asked for is not there.</summary>
        public bool IsMissing => Status == HttpStatusCode.NotFound;
    }

    /// <summary>Throttled, or never reached Okta: certainly without effect. <paramref name="IsBooked"/>: the budget keeps a turn for it then.</summary>
    public sealed record NotSent(string What, TimeSpan? Wait = null, bool IsBooked = false) : OktaFault;

    /// <summary>Sent, and no usable answer came back: it may have had its effect.</summary>
    public sealed record Lost(string What, TimeSpan? Wait = null) : OktaFault;
}

/// <summary>What one request brought: a body and the link to the next page if there is one, or a fault.</summary>
internal readonly record struct OktaReply(string Body, Uri? Next, OktaFault? Fault)
{
    public static implicit operator OktaReply(OktaFault fault) => new("", null, fault);
}

/// <summary>What a question brought: its answer, or the fault.</summary>
internal readonly record struct OktaRead<T>(T? Value, OktaFault? Fault)
    where T : class
{
    public static implicit operator OktaRead<T>(OktaFault fault) => new(null, fault);
}
