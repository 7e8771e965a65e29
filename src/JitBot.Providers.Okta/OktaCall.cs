using JitBot.Core;
using JitBot.Core.Quota;

namespace JitBot.Providers.Okta;

/// <summary>
/// One call upon this room, which may take several HTTP calls: they share its time, <see cref="IAccessProvider.CallBudget"/> in all.
/// </summary>
internal sealed class OktaCall : IDisposable
{
    private readonly CancellationTokenSource _budget;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    /// <summary>Starts the time.</summary>
    public OktaCall(TimeProvider clock, CancellationToken caller, Urgency urgency = Urgency.Other, string? attempt = null)
    {
        _budget = new CancellationTokenSource(IAccessProvider.CallBudget, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_budget.Token, caller);
        _caller = caller;
        (Urgency, Attempt) = (urgency, attempt);
    }

    /// <summary>What it is for, when a budget is short.</summary>
    public Urgency Urgency { get; }

    /// <summary>The attempt's id, for the log: Okta takes none, but gives its own to each request.</summary>
    public string? Attempt { get; }

    /// <summary>Cancelled when the time is up or the caller gives up.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether it was the caller who gave up.</summary>
    public bool IsCallerGone => _caller.IsCancellationRequested;

    /// <inheritdoc />
    public void Dispose()
    {
        _either.Dispose();
        _budget.Dispose();
    }
}
