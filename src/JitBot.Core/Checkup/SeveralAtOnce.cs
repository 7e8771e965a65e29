namespace JitBot.Core.Checkup;

/// <summary>Asks many questions, a few at a time, and gives the answers in the order of the questions.</summary>
public static class SeveralAtOnce
{
    /// <summary>As many as a browser opens to one host: quick enough for hundreds of groups, no storm for anybody.</summary>
    private const int Most = 6;

    /// <summary>Asks about each.</summary>
    public static async IAsyncEnumerable<TAnswer> AskAsync<T, TAnswer>(IEnumerable<T> questions, Func<T, Task<TAnswer>> ask)
    {
        var running = new Queue<Task<TAnswer>>();
        foreach (var question in questions)
        {
            if (running.Count == Most)
                yield return await running.Dequeue();
            running.Enqueue(ask(question));
        }

        while (running.TryDequeue(out var last))
            yield return await last;
    }
}
