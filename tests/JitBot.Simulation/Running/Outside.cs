namespace JitBot.Simulation.Running;

/// <summary>
/// Runs code without a context. Libraries ask for none when they wait, and then go on at once, on the one thread there is, only where none
/// is set; anywhere else a pool of threads would take them, and the seed would decide no longer.
/// </summary>
internal static class Outside
{
    public static void Run(Action act) => Run(() =>
    {
        act();
        return true;
    });

    public static T Run<T>(Func<T> act)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return act();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
