namespace JitBot.Sandbox.LookAlikes;

/// <summary>One lock over the truth, and a bell that rings after each change, so that nobody who waits has to poll.</summary>
internal sealed class TruthGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _bell = NewBell();

    /// <summary>Raised after each change, outside the lock.</summary>
    public event Action? Changed;

    public T Read<T>(Func<T> read)
    {
        lock (_lock)
            return read();
    }

    public T Change<T>(Func<T> change)
    {
        if (_lock.IsHeldByCurrentThread)
            return change();
        TaskCompletionSource bell;
        T result;
        lock (_lock)
        {
            result = change();
            (bell, _bell) = (_bell, NewBell());
        }

        bell.SetResult();
        Changed?.Invoke();
        return result;
    }

    public void Change(Action change) => Change(() =>
    {
        change();
        return true;
    });

    /// <summary>The first value that is found, looked for now and after each change.</summary>
    public async Task<T> WaitForAsync<T>(Func<T?> find, CancellationToken cancellation)
        where T : class
    {
        while (true)
        {
            Task change;
            lock (_lock)
            {
                if (find() is { } found)
                    return found;
                change = _bell.Task;
            }

            await change.WaitAsync(cancellation);
        }
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
