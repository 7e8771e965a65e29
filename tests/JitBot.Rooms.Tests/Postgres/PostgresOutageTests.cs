using JitBot.Core.Audit;
using JitBot.Core.Store;
using JitBot.Storage.Postgres;
using JitBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>The whole database goes away and comes back; on a cluster of its own, so that nobody else's goes with it.</summary>
public class PostgresOutageTests
{
    [Test]
    public async Task While_it_is_down_everything_says_so_and_when_it_is_back_work_goes_on([Values] bool crashes)
    {
        await using var cluster = await PostgresCluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await using var store = new PostgresStore(
            new PostgresOptions(new NpgsqlConnectionStringBuilder(database)), new PostgresClock(TimeProvider.System), NullLogger<PostgresStore>.Instance);
        await store.OpenAsync(default);
        await store.AppendAsync(Batch("r-1"), default);

        await (crashes ? cluster.KillAsync() : cluster.StopAsync());
        Assert.That(() => store.AppendAsync(Batch("r-2"), default), Unavailable());
        Assert.That(() => store.LoadAsync(new StreamId("r-1"), after: 0, default), Unavailable());
        Assert.That(() => store.ListPendingAsync(DateTimeOffset.UnixEpoch, default), Unavailable());

        await cluster.StartAgainAsync();
        Assert.That(await store.AppendAsync(Batch("r-2"), default), Is.InstanceOf<AppendAnswer.Appended>());
        await store.ListPendingAsync(DateTimeOffset.UnixEpoch, default);
        Assert.That(store.Chain, Is.EqualTo(1));
        Assert.That(await AuditVerifier.VerifyAsync(store.ReadChainAsync(default), store.ReadTextsAsync(default), AuditAnchors.None, default),
            Is.InstanceOf<AuditVerdict.Good>());
    }

    private static Batch Batch(string stream) =>
        new(new StreamId(stream), 0, [new NewLine("asked", DateTimeOffset.UnixEpoch, "{}")], [], [], null, null);

    private static NUnit.Framework.Constraints.InstanceOfTypeConstraint Unavailable() => Throws.InstanceOf<StoreUnavailableException>();
}
