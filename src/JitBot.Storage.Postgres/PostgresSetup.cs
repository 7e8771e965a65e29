using System.Net;
using JitBot.Core;
using JitBot.Core.Settings;
using JitBot.Core.Store;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace JitBot.Storage.Postgres;

/// <summary>The room's settings section, the checks on it, and what it puts into the house.</summary>
public static class PostgresSetup
{
    /// <summary>The name of the room's settings section.</summary>
    public const string Section = "Storage:Postgres";

    private const string Key = "ConnectionString";

    private const string Example = "Host=db.example.com;Database=jitbot;Username=jitbot;Password=…;SSL Mode=VerifyFull";

    /// <summary>Everything wrong in the section, all at once. No message repeats the connection string, which holds a password.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section) => Read(section).Faults;

    /// <summary>
    /// Puts the store into the house, and the database's clock in place of the registered one; whoever starts the house opens it. The
    /// section has been checked before.
    /// </summary>
    public static IServiceCollection AddPostgres(this IServiceCollection services, IConfigurationSection section) =>
        Add(services, Checked(section));

    /// <summary>The same for reading alone: it takes no chain and upgrades nothing.</summary>
    public static IServiceCollection AddPostgresForReading(this IServiceCollection services, IConfigurationSection section) =>
        Add(services, Checked(section) with { ForReading = true });

    /// <summary>
    /// Creates or upgrades the schema and gives the running role its rights; for the role that owns the schema. Returns what was done, in words.
    /// </summary>
    public static async Task<string> UpgradeAsync(IConfigurationSection section, CancellationToken ct)
    {
        await using var database = new PostgresDatabase(Checked(section));
        var number = await PostgresSchema.UpgradeAsync(database, PostgresSchema.Scripts, always: true, ct);
        return $"{database.Name} has schema {number}.";
    }

    /// <summary>
    /// Makes the schema and fills it with all that a source holds; throws, and leaves it empty, if anything is in it already or goes wrong.
    /// </summary>
    public static async Task CopyAsync(IConfigurationSection section, IStoreSource source, Action<string> say, CancellationToken ct)
    {
        say(await UpgradeAsync(section, ct));
        await new PostgresCopy(Checked(section), source, say).RunAsync(ct);
    }

    /// <summary>Whether the connection string holds a password, of the role or of a key.</summary>
    public static bool HoldsPassword(IConfigurationSection section) =>
        Read(section).Options?.ConnectionString is { } given && !(string.IsNullOrEmpty(given.Password) && string.IsNullOrEmpty(given.SslPassword));

    private static IServiceCollection Add(IServiceCollection services, PostgresOptions options)
    {
        var registered = services.LastOrDefault(service => service.ServiceType == typeof(TimeProvider));
        if (registered is not null)
            services.Remove(registered);
        services.AddSingleton(provider => new PostgresClock(Registered(registered, provider)));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<PostgresClock>());
        return services.AddSingleton<IAccessStore>(provider => new PostgresStore(
            options, provider.GetRequiredService<PostgresClock>(), provider.GetRequiredService<ILogger<PostgresStore>>()));
    }

    private static TimeProvider Registered(ServiceDescriptor? service, IServiceProvider provider) =>
        service?.ImplementationInstance as TimeProvider
        ?? service?.ImplementationFactory?.Invoke(provider) as TimeProvider
        ?? TimeProvider.System;

    private static PostgresOptions Checked(IConfigurationSection section) => Read(section).Options
        ?? throw new InvalidOperationException($"The section {section.Path} is not in order; check it first.");

    private static (PostgresOptions? Options, IReadOnlyList<SettingsFault> Faults) Read(IConfigurationSection section)
    {
        var reader = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var text = reader.Required(Key, $"give the connection string of the database, like {Example}");
        NpgsqlConnectionStringBuilder? parsed = null;
        if (text is not null && Wrong(text, out parsed) is { } wrong)
            reader.Fault(Key, wrong);
        var faults = reader.Faults();
        return (faults.Count == 0 ? new PostgresOptions(parsed!) : null, faults);
    }

    private static string? Wrong(string text, out NpgsqlConnectionStringBuilder? parsed)
    {
        parsed = null;
        try
        {
            parsed = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return $"cannot be read; write keys and values, like {Example}";
        }
        if (string.IsNullOrEmpty(parsed.Host) || string.IsNullOrEmpty(parsed.Database))
            return $"names no {(string.IsNullOrEmpty(parsed.Host) ? "Host" : "Database")}; write it like {Example}";
        if (!parsed.Pooling || parsed.Multiplexing)
            return "must leave Pooling on and Multiplexing off";
        return parsed.SslMode is SslMode.Disable or SslMode.Allow or SslMode.Prefer && !parsed.Host.Split(',').All(IsHere)
            ? "would send data over the network unencrypted; add SSL Mode=VerifyFull"
            : null;
    }

    private static bool IsHere(string host)
    {
        if (host.StartsWith('/') || host.StartsWith('@'))
            return true; // a socket
        var name = IPEndPoint.TryParse(host, out var endPoint) ? endPoint.Address.ToString() : host.Split(':')[0];
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }
}
