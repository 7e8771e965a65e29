namespace JitBot.Benchmarks.Store.Shared;

/// <summary>The same commands as on SQLite, by one process on PostgreSQL.</summary>
internal static class SharedCommands
{
    public static Func<string, Task<IReadOnlyDictionary<string, double>>> Round(int callers) => async database =>
    {
        await using var stage = await EngineStage.OpenOnAsync(database);
        return await OurCommands.PlayAsync(stage, callers);
    };
}
