using System.Net;

namespace JitBot.Providers.Okta;

/// <summary>
/// Why a call brought no result, told apart by what matters for a change of membership: whether it can have had its effect.
/// The texts name no token and no person.
/// </summary>
internal abstract record OktaFault
{
    private OktaFault(string what) => What = what;

    /// <summary>What happened, for people.</summary>
    internal string What { get; }

    /// <summary>Answered with a refusal, so certainly without effect; the same call will be refused again.</summary>
    internal sealed record Refused(HttpStatusCode Status, string Why) : OktaFault(Why)
    {
        /// <summary>Whether the thing asked for is not there.</summary>
        internal bool IsMissing => Status == HttpStatusCode.NotFound;
    }

    /// <summary>Throttled, or never reached Okta: certainly without effect.</summary>
    internal sealed record NotSent(string Why, TimeSpan? Wait = null) : OktaFault(Why);

    /// <summary>Sent, and no usable answer came back: it may have had its effect.</summary>
    internal sealed record Lost(string Why, TimeSpan? Wait = null) : OktaFault(Why);
}

/// <summary>What a read brought: a value, or the fault.</summary>
internal readonly record struct OktaRead<T>(T? Value, OktaFault? Fault)
    where T : class
{
    /// <summary>A read that brought something.</summary>
    internal static OktaRead<T> Of(T value) => new(value, null);

    /// <summary>A read that did not.</summary>
    internal static OktaRead<T> Failed(OktaFault fault) => new(null, fault);
}
