using JitBot.Core;

namespace JitBot.Providers.Okta;

/// <summary>
/// The time one call of the provider has for all its requests. It ends by itself, or when the caller gives up; only the latter is an
/// exception.
/// </summary>
internal sealed class OktaCall : IDisposable
{
    private readonly CancellationTokenSource _budget;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    internal OktaCall(TimeProvider clock, CancellationToken caller)
    {
        _caller = caller;
        _budget = new CancellationTokenSource(IAccessProvider.CallBudget, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_budget.Token, caller);
    }

    internal CancellationToken Token => _either.Token;

    internal bool IsOver => _either.IsCancellationRequested;

    internal bool IsGivenUp => _caller.IsCancellationRequested;

    /// <inheritdoc />
    public void Dispose()
    {
        _either.Dispose();
        _budget.Dispose();
    }
}
