using System.Security.Cryptography;
using JitBot.Core;
using JitBot.Core.Audit;
using JitBot.Core.Operations;
using JitBot.Core.Store;
using JitBot.Engine.Clock;
using JitBot.Engine.Operations;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine;

/// <summary>
/// Signs the heads of all chains every five minutes or thousand lines and writes them to a file outside the database and to the program's
/// log. Where several processes share a store each signs all chains with its own key, so that none of them alone can forge what was.
/// </summary>
internal sealed partial class CheckpointWriter(IAccessStore store, AuditSettings settings, HighWaterFile highWater, TrustedClock clock, ILogger<CheckpointWriter> log)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private const long EveryLines = 1000;

    private long _lastSize;
    private DateTimeOffset _lastAt = DateTimeOffset.MinValue;
    private (DateTimeOffset Since, string Why)? _failing;

    /// <summary>The one written last by this process.</summary>
    public Checkpoint? Last { get; private set; }

    /// <summary>Whether none could be written for so long that nothing may be granted.</summary>
    public bool HoldsGrants => _failing is { } failing && clock.Now - failing.Since >= AlertLimits.UnsignedHoldsGrantsAfter;

    /// <summary>The process before could not write them either.</summary>
    public void FailingAlready(DateTimeOffset since, string why) => _failing = (since, why);

    /// <summary>Whether they are written.</summary>
    public Sighting Sight(string machine) => _failing is { } failing
        ? Sighting.Of(new Condition.Unsigned(machine, failing.Why), failing.Since, clock.Now)
        : Sighting.Well(Condition.CheckpointKey(machine), clock.Now);

    /// <summary>Writes one if there are new lines and it is time; remembers since when that fails.</summary>
    public async Task WriteIfDueAsync(CancellationToken ct)
    {
        try
        {
            await LookAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException and not StoreUnavailableException)
        {
            _failing ??= (clock.Now, e.Message);
            throw;
        }
    }

    /// <summary>Writes one if there are lines that none covers.</summary>
    public async Task WriteLastAsync(CancellationToken ct)
    {
        if (await store.ReadHeadsAsync(ct) is var heads && heads.Sum(head => head.Size) > _lastSize)
            await WriteAsync(heads, ct);
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var heads = await store.ReadHeadsAsync(ct);
        var grown = heads.Sum(head => head.Size) - _lastSize;
        if (grown >= EveryLines || (grown > 0 && clock.Now - _lastAt >= Every))
            await WriteAsync(heads, ct);
    }

    /// <summary>Writes one now.</summary>
    public async Task WriteAsync(IReadOnlyList<ChainHead> heads, CancellationToken ct)
    {
        using var key = Key();
        var checkpoint = Checkpoint.Sign(heads, clock.Now, key);
        var line = checkpoint.Write();
        await File.AppendAllTextAsync(settings.CheckpointFile, line + "\n", ct);
        await store.SaveCheckpointAsync(checkpoint, ct);
        highWater.Keep(clock.HighWater);
        Log.Signed(log, line);
        (_lastSize, _lastAt, Last, _failing) = (checkpoint.Size, clock.Now, checkpoint, null);
    }

    private ECDsa Key()
    {
        Directory.CreateDirectory(settings.Folder);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(settings.KeyFile))
        {
            key.ImportFromPem(File.ReadAllText(settings.KeyFile));
            return key;
        }

        KeepPrivately(key.ExportPkcs8PrivateKeyPem());
        return key;
    }

    /// <summary>Written beside and renamed, so that a crash leaves either no key or a whole one.</summary>
    private void KeepPrivately(string pem)
    {
        var unfinished = settings.KeyFile + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(unfinished, options))
            file.Write(pem);
        File.Move(unfinished, settings.KeyFile);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Checkpoint signed: {Checkpoint}")]
        public static partial void Signed(ILogger log, string checkpoint);
    }
}
