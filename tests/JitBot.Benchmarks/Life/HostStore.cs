using System.Globalization;
using JitBot.Benchmarks.Grants;
using JitBot.Benchmarks.Http;
using JitBot.Benchmarks.Store;
using JitBot.Core;

namespace JitBot.Benchmarks.Life;

/// <summary>Looks into a host's database from outside: what was lived through must be in it, from the asking to the end.</summary>
internal sealed class HostStore(SlackStage stage)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Of these requests and their holdings.</summary>
    private const string Streams = """
        SELECT 'request/' || id FROM requests WHERE rowid > $1 UNION SELECT 'holding/' || holding FROM requests WHERE rowid > $1
        """;

    /// <summary>How many requests there are.</summary>
    public int Requests => Count("SELECT count(*) FROM requests");

    /// <summary>Waits until so many requests are over, their memberships removed and read back absent; there may be no others.</summary>
    public async Task EndedAsync(int requests)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Count("SELECT count(*) FROM requests WHERE phase = 'Ended'") is var ended && (ended != requests || Requests != requests))
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new InvalidOperationException($"{ended:N0} of {Requests:N0} requests are over and not {requests:N0}.");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>
    /// How often something had to be durable before it went on, for the requests behind the first so many: lines of one stream and one moment were one
    /// commit.
    /// </summary>
    public int Commits(int behind) =>
        Count($"SELECT count(DISTINCT stream || json_extract(CAST(bytes AS TEXT), '$.at')) FROM lines WHERE stream IN ({Streams})"
            .Replace("$1", behind.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    /// <summary>Of a host that was killed: the log must be good.</summary>
    public async Task VerifyAsync()
    {
        await using var closed = EngineStage.Closed(stage.Folder, _ => { });
        var store = closed.Get<IAccessStore>();
        await store.OpenAsync(CancellationToken.None);
        await GoodLog.CountAsync(store);
    }

    private int Count(string sql)
    {
        using var table = new BareTable(stage.Database);
        return Convert.ToInt32(table.Scalar(sql), CultureInfo.InvariantCulture);
    }
}
