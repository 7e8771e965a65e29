using JitBot.Benchmarks.Grants;
using JitBot.Sandbox.World;

namespace JitBot.Benchmarks.Store;

/// <summary>A file of SQLite's with settings as JitBot's, written by one thread that commits whatever waits as one. The file is gone afterwards.</summary>
internal sealed class BareWriter : IDisposable
{
    private readonly SandboxFolder _folder = new();

    /// <summary>Makes the file with this schema.</summary>
    public BareWriter(string schema)
    {
        Table = new BareTable(Path.Combine(_folder.Path, "bare.db"));
        Table.Execute($"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -65536; {schema}");
    }

    /// <summary>What is written.</summary>
    public BareTable Table { get; }

    /// <summary>Has callers write by <paramref name="once"/>, each waiting until its own is durable.</summary>
    public async Task<IReadOnlyDictionary<string, double>> PlayAsync(int callers, Action once)
    {
        using var commits = new GroupCommit(many =>
        {
            Table.Execute("BEGIN IMMEDIATE");
            for (var i = 0; i < many; i++)
                once();
            Table.Execute("COMMIT");
        });
        return await Callers.PlayAsync(callers, (_, _) => commits.OnceAsync());
    }

    public void Dispose()
    {
        Table.Dispose();
        _folder.Dispose();
    }
}
