using JitBot.Core.Access;
using JitBot.Core.Effects;

namespace JitBot.Sandbox.Page;

/// <summary>What a pending effect will do, in words.</summary>
internal sealed class WheelWords(PageLedger ledger, PageNames names)
{
    public string Of(Effect effect) => effect switch
    {
        Effect.Wake e => $"{About(e.Request)}: {(RequestMoments.Of(ledger.State(e.Request)) is [var first, ..] ? first.What : "look again")}",
        Effect.Prepare e => $"Ask the directory about {About(e.Request)}",
        Effect.Claim e => $"{names.Holding(e.Holding)}: claim it",
        Effect.Release e => $"{names.Holding(e.Holding)}: let it go",
        Effect.Converge { Removes: true } e => $"{names.Holding(e.Holding)}: take it away, see that it is gone",
        Effect.Converge e => $"{names.Holding(e.Holding)}: bring it about",
        Effect.Tell e => $"Tell the request what became of {About(e.Request)}",
        Effect.Show e => $"Draw the card of {About(e.Request)}",
        Effect.Fold => "Tell a channel of many ends in one message",
        Effect.Notify e => $"Write to {Who(e.Request)}",
        Effect.Deliver => "Act on what somebody did",
        Effect.Announce => "Tell of a trouble of JitBot's own",
        Effect.Home => "Bring somebody's Home tab up to date",
        Effect.Homes => "Find the Home tabs a request stands on",
        Effect.Page e => $"Wake somebody for {About(e.Request)}",
        Effect.TellLink => "Tell somebody of a link between accounts",
        Effect.ReadEvidence e => $"Read in {e.Provider}'s log what was done with {About(e.Request)}",
        Effect.SettleEmergency e => $"See what the emergency of {About(e.Request)} still owes",
        Effect.CheckPresence e => $"See whether {Who(e.Request)} is still there",
        Effect.Publish => "Post a checkpoint",
        _ => effect.Key,
    };

    /// <summary>What else time will do to a request whose wake brings the first of it.</summary>
    public IEnumerable<RequestMoment> Behind(Effect effect) => effect is Effect.Wake wake
        ? RequestMoments.Of(ledger.State(wake.Request)).Skip(1).Select(moment => moment with { What = $"{About(wake.Request)}: {moment.What}" })
        : [];

    private string About(RequestId id) =>
        ledger.Request(id.Value) is { } request ? $"{request.Requester}, {names.Entitlement(request.Entitlement)}" : id.Value;

    private string Who(RequestId id) => ledger.Request(id.Value)?.Requester ?? "the requester";
}
