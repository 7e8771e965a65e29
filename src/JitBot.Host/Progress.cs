namespace JitBot.Host;

/// <summary>
/// Says on the standard error how far something long has come: nothing within the first second, then a line a second. What a verb was asked
/// for goes to the standard output, so that the two can be told apart.
/// </summary>
internal sealed class Progress(string verb)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private long _last = TimeProvider.System.GetTimestamp();

    /// <summary>Says it, if it is time.</summary>
    public void Tell(Func<string> howFar)
    {
        if (TimeProvider.System.GetElapsedTime(_last) < Every)
            return;
        _last = TimeProvider.System.GetTimestamp();
        Console.Error.WriteLine($"{verb}: {howFar()} …");
    }

    /// <summary>The same while something runs that cannot be asked.</summary>
    public async Task<T> WhileAsync<T>(Task<T> work, Func<string> howFar)
    {
        using var timer = new PeriodicTimer(Every);
        while (await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask()) != work)
            Tell(howFar);
        return await work;
    }

    /// <summary>The items, counted as they go by.</summary>
    public async IAsyncEnumerable<T> CountAsync<T>(IAsyncEnumerable<T> items, string what)
    {
        var count = 0L;
        await foreach (var item in items)
        {
            count++;
            Tell(() => $"{count} {what}");
            yield return item;
        }
    }
}
