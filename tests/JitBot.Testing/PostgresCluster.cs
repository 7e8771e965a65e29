using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>
/// A PostgreSQL of the tests' own, from the system's binaries, on a loopback port and in a temporary folder. It keeps nothing through a power
/// cut (fsync is off), which no test here is about, unless it is asked to.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    /// <summary>The superuser.</summary>
    public const string Owner = "postgres";

    /// <summary>Everybody's password; it opens nothing but this cluster.</summary>
    public const string Password = "a-password-nobody-has";

    /// <summary>PostgreSQL refuses to run as root, so root runs it as this user, whom its package creates.</summary>
    private const string UserForRoot = "postgres";

    private readonly DirectoryInfo _folder;
    private readonly string _binaries;
    private readonly bool _flushes;
    private int _databases;
    private bool _runs;

    private PostgresCluster(string binaries, bool flushes)
    {
        (_binaries, _flushes) = (binaries, flushes);
        _folder = Directory.CreateTempSubdirectory("jitbot-postgres-");
        Port = FreePort();
    }

    /// <summary>What to do where it cannot be started.</summary>
    public const string Missing = "PostgreSQL's binaries are not installed (Debian: apt-get install postgresql).";

    /// <summary>Whether the system has what it takes.</summary>
    public static bool IsInstalled => FindBinaries() is not null;

    /// <summary>Where it listens on loopback.</summary>
    public int Port { get; }

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>One of PostgreSQL's programs, or null if it is not installed.</summary>
    public static string? Program(string name) => FindBinaries() is { } folder && Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;

    /// <summary>
    /// Starts a new cluster, which flushes each commit to the disk if it is told to; without the binaries the test is skipped, and where CI runs it fails.
    /// </summary>
    public static async Task<PostgresCluster> StartAsync(bool flushes = false)
    {
        if (FindBinaries() is not { } binaries)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(Missing);
            Assert.Ignore(Missing);
            throw new InvalidOperationException(Missing);
        }
        var cluster = new PostgresCluster(binaries, flushes);
        try
        {
            await cluster.InitialiseAsync();
            await cluster.StartAgainAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A new, empty database; its connection string is the superuser's.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"jitbot_{Interlocked.Increment(ref _databases)}");
        await RunAsync(ConnectionString("postgres"), $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>Runs statements.</summary>
    public static async Task RunAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
#pragma warning disable CA2100 // the tests' own words
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row, or null.</summary>
    public static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
#pragma warning disable CA2100 // the tests' own words
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? value : null;
    }

    /// <summary>Ends every session and stops, as for maintenance.</summary>
    public Task StopAsync() => StopAsync("fast");

    /// <summary>Stops as in a crash: without a word to anyone and without a checkpoint, so that it recovers when it starts again.</summary>
    public Task KillAsync() => StopAsync("immediate");

    /// <summary>Starts it again on the same port with what it holds.</summary>
    public async Task StartAgainAsync()
    {
        var settings = string.Create(CultureInfo.InvariantCulture, $"-c port={Port} -c listen_addresses=127.0.0.1 -c max_connections=200")
            + (_flushes ? "" : " -F")
            + " -c unix_socket_directories=";
        await RunProgramAsync("pg_ctl", "-D", Data, "-l", Path.Combine(_folder.FullName, "log"), "-o", settings, "-w", "start");
        _runs = true;
    }

    /// <summary>Stops it and removes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_runs)
                await KillAsync();
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }

    private static string? FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var debian = versions
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"));
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return debian.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = Owner,
        Password = Password,
    }.ToString();

    private async Task InitialiseAsync()
    {
        var password = Path.Combine(_folder.FullName, "password");
        await File.WriteAllTextAsync(password, Password);
        if (Environment.UserName == "root")
            await RunAsync("chown", ["-R", UserForRoot, _folder.FullName]);
        await RunProgramAsync("initdb", "-D", Data, "-U", Owner, "-E", "UTF8", "--locale=C", "-A", "scram-sha-256", "--pwfile", password, "--no-sync");
    }

    private async Task StopAsync(string mode)
    {
        _runs = false;
        await RunProgramAsync("pg_ctl", "-D", Data, "-m", mode, "-w", "stop");
    }

    private Task RunProgramAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        return Environment.UserName == "root"
            ? RunAsync("setpriv", ["--reuid", UserForRoot, "--regid", UserForRoot, "--clear-groups", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private async Task RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.FullName,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {string.Concat(said)}");
    }
}
