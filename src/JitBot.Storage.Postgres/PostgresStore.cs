using JitBot.Core;
using JitBot.Core.Store;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>
/// A store in a PostgreSQL database that any number of processes share. There is no protocol between them: rows, versions, locks of rows
/// and the database's clock. The parts of the class are its topics: log, appending in groups, effects and telling of them, cards, homes, people, audit.
/// </summary>
internal sealed partial class PostgresStore : IAccessStore, IAsyncDisposable
{
    /// <summary>A difference that has changed by so much is told: far above the trembling of a network, far below what matters to a grant.</summary>
    private static readonly TimeSpan ToldStep = TimeSpan.FromSeconds(1);

    private readonly PostgresOptions _options;
    private readonly PostgresClock _clock;
    private readonly ILogger<PostgresStore> _logger;
    private readonly PostgresDatabase _database;
    private readonly PostgresWriter _writer;
    private readonly PostgresSeat _seat;
    private readonly SemaphoreSlim _takingSeat = new(1);
    private TimeSpan _toldDifference;
    private string _self = "";

    /// <summary>Connects to nothing before it is opened.</summary>
    public PostgresStore(PostgresOptions options, PostgresClock clock, ILogger<PostgresStore> logger)
    {
        _options = options;
        _clock = clock;
        _logger = logger;
        _database = new PostgresDatabase(options);
        _writer = new PostgresWriter(_database, RunAsync);
        _seat = new PostgresSeat(options, logger);
        _seat.Heard += Hear;
    }

    /// <summary>The scripts to apply; a test may add one.</summary>
    internal IReadOnlyList<SchemaScript> Scripts { get; init; } = PostgresSchema.Scripts;

    /// <summary>The chain this process writes into.</summary>
    internal int Chain => _seat.Chain;

    /// <inheritdoc />
    public bool IsShared => true;

    /// <inheritdoc />
    public bool HasRoom => _database.HasRoom;

    /// <inheritdoc />
    public bool TryMakeRoom() => _database.HasRoom; // the next write that succeeds says so

    /// <inheritdoc />
    public async Task OpenAsync(CancellationToken ct)
    {
        var number = _options.ForReading
            ? await RequireAsync(ct)
            : await PostgresSchema.UpgradeAsync(_database, Scripts, always: false, ct);
        await _database.ReadAsync(RequireSettingsAsync, ct);
        await LookAtClockAsync(ct);
        if (!_options.ForReading)
            await TakeSeatAsync(ct);
        Log.Opened(_logger, _database.Name, number);
    }

    /// <summary>Finishes what is queued, gives the chain back and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _seat.DisposeAsync();
        await _database.DisposeAsync();
        _takingSeat.Dispose();
    }

    /// <summary>What is looked at with each sweep: the clock, the schema, the place.</summary>
    private async Task LookAroundAsync(CancellationToken ct)
    {
        await LookAtClockAsync(ct);
        var (_, refusal) = await _database.ReadAsync(db => PostgresSchema.LookAsync(db, Scripts, _database.Name), ct);
        if (refusal is not null)
            _database.Refuse(refusal);
        if (!_options.ForReading)
            await TryTakeSeatAsync(ct);
    }

    /// <summary>Without a seat everything is done as well, only more slowly; it must keep nobody from seeing what is due.</summary>
    private async Task TryTakeSeatAsync(CancellationToken ct)
    {
        try
        {
            await TakeSeatAsync(ct);
        }
        catch (StoreUnavailableException e)
        {
            Log.NoSeat(_logger, e.Message);
        }
    }

    private async Task<int> RequireAsync(CancellationToken ct)
    {
        var (number, refusal) = await _database.ReadAsync(db => PostgresSchema.LookAsync(db, Scripts, _database.Name), ct);
        if (refusal is null && number < Scripts[^1].Number)
            refusal = $"{_database.Name} has schema {number}, this JitBot needs {Scripts[^1].Number}. {PostgresSchema.WhatTheOwnerRuns}";
        return refusal is null ? number : throw new StoreUnavailableException(refusal);
    }

    private async Task<bool> RequireSettingsAsync(PostgresSession db)
    {
        if (await db.ScalarAsync("SHOW server_encoding") is not "UTF8")
            throw new StoreUnavailableException($"{_database.Name} is not encoded as UTF8. Create one with ENCODING 'UTF8'.");
        if (await db.ScalarAsync("SHOW synchronous_commit") is "off")
            throw new StoreUnavailableException(
                $"{_database.Name} has synchronous_commit off, so what was acknowledged could be lost. Run ALTER DATABASE … SET synchronous_commit = on.");
        _self = (string)(await db.ScalarAsync("SELECT gen_random_uuid()::text"))!;
        return true;
    }

    private Task<bool> LookAtClockAsync(CancellationToken ct) => _database.ReadAsync(async db =>
    {
        var before = TimeProvider.System.GetUtcNow();
        var theirs = await db.ListAsync("SELECT clock_timestamp()", row => row.GetFieldValue<DateTimeOffset>(0));
        _clock.Measured(before, theirs[0], TimeProvider.System.GetUtcNow());
        if ((_clock.Difference - _toldDifference).Duration() <= ToldStep)
            return true;
        _toldDifference = _clock.Difference;
        if (_toldDifference.Duration() > ToldStep)
            Log.ClocksDiffer(_logger, _database.Name, _toldDifference);
        return true;
    }, ct);

    private async Task TakeSeatAsync(CancellationToken ct)
    {
        await _takingSeat.WaitAsync(ct);
        try
        {
            await _seat.EnsureAsync(ct);
        }
        catch (Exception e) when (PostgresFaults.Worded(e, _database.Name) is StoreUnavailableException worded && worded != e)
        {
            throw worded;
        }
        finally
        {
            _takingSeat.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Opened {Database}, schema {Schema}.")]
        public static partial void Opened(ILogger logger, string database, int schema);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The clock of {Database} is {Difference} ahead of this machine's (below zero: behind it). "
            + "JitBot goes by the database's; set both right and see that they are kept so (NTP)")]
        public static partial void ClocksDiffer(ILogger logger, string database, TimeSpan difference);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{What} Until there is a place for this process it finds what others store only with its sweep")]
        public static partial void NoSeat(ILogger logger, string what);

        [LoggerMessage(Level = LogLevel.Error, Message = "What another process told could not be passed on")]
        public static partial void NotPassedOn(ILogger logger, Exception error);
    }
}
