using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Testing;
using Npgsql;

namespace JitBot.Benchmarks.Store.Shared;

/// <summary>
/// Due effects, claimed as a worker claims them: first two stores race for the same batches, which warms; then one claims one at a time; then two go through all that is left in batches,
/// one from the first on and one from the last back, until each effect is claimed. None may be claimed twice, and none may be left.
/// </summary>
internal static class Claims
{
    /// <summary>As many to a claim as a worker may have at hand.</summary>
    public const int Batch = 100;

    public const string Together = "two claimers in batches";
    public const string OneByOne = "one claimer, one by one";

    private const int Raced = 2_000;
    private const int Single = 400;
    private const int Due = 12_000;

    /// <summary>Longer than any round.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    public static Func<string, Task<IReadOnlyDictionary<string, double>>> Round() => async database =>
    {
        await using var one = await EngineStage.OpenOnAsync(database);
        await using var other = await EngineStage.OpenOnAsync(database);
        await PutAsync(database, one.Get<TimeProvider>().GetUtcNow());
        IAccessStore[] stores = [one.Get<IAccessStore>(), other.Get<IAccessStore>()];
        var now = one.Get<TimeProvider>().GetUtcNow();
        var ids = (await stores[0].ListPendingAsync(now, CancellationToken.None)).Select(row => row.Id).ToArray();
        var (raced, single, rest) = (ids[..Raced], ids[Raced..(Raced + Single)], ids[(Raced + Single)..]);

        var race = new Claimers(stores, now, raced.Length);
        await race.RunAsync(raced.Chunk(Batch), raced.Chunk(Batch));
        var alone = new Claimers(stores[..1], now, single.Length);
        await alone.RunAsync(single.Chunk(1));
        var both = new Claimers(stores, now, rest.Length);
        await both.RunAsync(rest.Chunk(Batch), rest.Chunk(Batch).Reverse());

        var claimed = race.Claimed.Concat(alone.Claimed).Concat(both.Claimed).Order().ToList();
        return ids.Length >= Due && claimed.SequenceEqual(ids)
            ? new Dictionary<string, double> { [OneByOne] = alone.PerSecond, [Together] = both.PerSecond }
            : throw new InvalidOperationException($"Of {ids.Length:N0} due effects there were {claimed.Count:N0} claims of {claimed.Distinct().Count():N0}.");
    };

    /// <summary>Wakes of requests that nobody made, past due.</summary>
    private static async Task PutAsync(string database, DateTimeOffset now)
    {
        const string digits = "0000000000";
        var wake = new Effect.Wake(new RequestId(digits));
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("""
            INSERT INTO jitbot.effects (key, lane, due_at, body)
            SELECT replace($1, $4, lpad(n::text, 10, '0')), $2, $3, replace($5, $4, lpad(n::text, 10, '0')) FROM generate_series(1, $6) AS n
            """);
        foreach (var value in new object[] { wake.Key, (int)wake.Lane, now.AddSeconds(-1).ToUnixTimeMilliseconds(), digits, EffectJson.Write(wake), Due })
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
        await PostgresCluster.RunAsync(database, "CHECKPOINT");
    }

    /// <summary>Claimers at once, each going through its own order of batches, and when the last of so many effects was claimed.</summary>
    private sealed class Claimers(IReadOnlyList<IAccessStore> stores, DateTimeOffset now, int all)
    {
        private readonly long _start = TimeProvider.System.GetTimestamp();
        private readonly List<long> _claimed = [];
        private TimeSpan _took;

        public IReadOnlyList<long> Claimed => _claimed;

        public double PerSecond => all / _took.TotalSeconds;

        public Task RunAsync(params IEnumerable<long[]>[] batches) => Task.WhenAll(batches.Zip(stores, RunAsync));

        private async Task RunAsync(IEnumerable<long[]> batches, IAccessStore store)
        {
            foreach (var batch in batches)
            {
                var claims = await store.ClaimAsync(batch, now, Lease, CancellationToken.None);
                lock (_claimed)
                {
                    _claimed.AddRange(claims.Select(claim => claim.Id));
                    if (claims.Count > 0)
                        _took = TimeProvider.System.GetElapsedTime(_start);
                }
            }
        }
    }
}
