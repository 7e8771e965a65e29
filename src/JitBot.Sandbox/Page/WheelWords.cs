using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Effects;

namespace JitBot.Sandbox.Page;

/// <summary>What a pending effect will do, in words.</summary>
internal sealed class WheelWords(PageLedger ledger, PageNames names)
{
    public string Of(Effect effect) => effect switch
    {
        Effect.Wake e => Deadline(e.Request),
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

    private string Deadline(RequestId id) => ledger.Request(id.Value) is not { } request ? $"Look at {id} again"
        : request.Phase == nameof(Phase.Active) ? $"{About(id)}: time is up"
        : request.Phase is nameof(Phase.Pending) or nameof(Phase.Preparing) ? $"{About(id)}: lapses"
        : $"{About(id)}: look again";

    private string About(RequestId id) =>
        ledger.Request(id.Value) is { } request ? $"{request.Requester}, {names.Entitlement(request.Entitlement)}" : id.Value;

    private string Who(RequestId id) => ledger.Request(id.Value)?.Requester ?? "the requester";
}
