using JitBot.Core;
using JitBot.Core.Settings;
using JitBot.Core.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Providers.Okta;

/// <summary>What the room needs: the organisation's address, and an API token or a service app's id and key.</summary>
internal sealed record OktaOptions(Uri BaseUrl, string? ApiToken, string? ClientId, string? PrivateKey, string? KeyId);

/// <summary>The room's settings section, the checks on it, and what it puts into the house.</summary>
public static class OktaSetup
{
    /// <summary>The name of the room's settings section.</summary>
    public const string Section = "Okta";

    /// <summary>The word before the colon in a rule that names one of this directory's groups.</summary>
    public const string GroupSource = "okta-group";

    /// <summary>Far above a page of 200 users with long profiles, far below what would trouble the process.</summary>
    private const int LongestAnswer = 16 * 1024 * 1024;

    /// <summary>A connection is renewed at times, so that a moved address of Okta's is noticed.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with a group's id as written in a rule, or null.</summary>
    public static string? GroupFault(string group) => OktaId.IsGroup(group) ? null : OktaId.GroupShape;

    /// <summary>Everything wrong in the section, all at once.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section) => Read(section).Faults;

    /// <summary>Puts the provider and the group source into the house. The section has been checked before.</summary>
    public static IServiceCollection AddOkta(this IServiceCollection services, IConfigurationSection section)
    {
        var options = Read(section).Options
            ?? throw new InvalidOperationException($"The section {section.Path} is not in order; check it first.");
        return services
            .AddSingleton(provider => new OktaRoom(options, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<Entropy>(), provider.GetRequiredService<DateWitness>()))
            .AddSingleton<IAccessProvider>(provider => new OktaProvider(
                provider.GetRequiredService<OktaRoom>().Api, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IGroupSource>(provider => new OktaGroups(
                provider.GetRequiredService<OktaRoom>().Api, provider.GetRequiredService<TimeProvider>()));
    }

    private static (OktaOptions? Options, IReadOnlyList<SettingsFault> Faults) Read(IConfigurationSection section)
    {
        var reader = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var baseUrl = reader.BaseUrl("BaseUrl", null);
        var options = new OktaOptions(baseUrl ?? new Uri("https://invalid/"), reader.Optional("ApiToken"), reader.Optional("ClientId"),
            reader.Optional("PrivateKey"), reader.Optional("KeyId"));
        if (baseUrl is not null)
            CheckAddress(baseUrl, reader);
        CheckCredential(options, reader);
        var faults = reader.Faults();
        return (faults.Count == 0 ? options : null, faults);
    }

    private static void CheckAddress(Uri baseUrl, SettingsReader reader)
    {
        if (baseUrl.AbsolutePath != "/")
            reader.Fault("BaseUrl", "must be the organisation's address alone, like https://example.okta.com/");
        var organisation = baseUrl.Host.Split('.')[0];
        if (organisation.EndsWith("-admin", StringComparison.OrdinalIgnoreCase))
            reader.Fault("BaseUrl", "is the address of the admin console; leave out \"-admin\"");
    }

    private static void CheckCredential(OktaOptions options, SettingsReader reader)
    {
        var isApp = options.ClientId is not null || options.PrivateKey is not null || options.KeyId is not null;
        if (options.ApiToken is null && !isApp)
            reader.Fault("ApiToken", $"is missing; give an API token, or {reader.FullKey("ClientId")} and {reader.FullKey("PrivateKey")}");
        if (options.ApiToken is not null && isApp)
            reader.Fault("ApiToken", "stands beside a service app's settings; give one of the two");
        if (options.ApiToken is { } apiToken && !apiToken.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            reader.Fault("ApiToken", "must be the token alone, without \"SSWS\" or spaces");
        if (!isApp)
            return;
        if (options.ClientId is null)
            reader.Fault("ClientId", "is missing; give the client id of the service app");
        if (options.PrivateKey is null)
            reader.Fault("PrivateKey", "is missing; give the service app's private key as PEM or JWK");
        else if (ReadKey(options, out var fault) is { } key)
            key.Dispose();
        else
            reader.Fault("PrivateKey", $"{fault}; give an RSA key of 2048 bits or more, or a P-256 key, as PEM or JWK");
    }

    private static OktaKey? ReadKey(OktaOptions options, out string? fault)
    {
        (var key, fault) = OktaKey.Read(options.PrivateKey!, options.KeyId);
        return key;
    }

    /// <summary>What provider and group source share: connections, token and rate limits.</summary>
    private sealed class OktaRoom : IDisposable
    {
        private readonly HttpClient _http;
        private readonly OktaKey? _key;
        private readonly OktaToken? _token;

        public OktaRoom(OktaOptions options, TimeProvider clock, Entropy entropy, DateWitness witness)
        {
            _http = new HttpClient(new OktaFence(options.BaseUrl)
            {
                InnerHandler = new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    PooledConnectionLifetime = ConnectionLife,
                },
            })
            {
                MaxResponseContentBufferSize = LongestAnswer,
                Timeout = Timeout.InfiniteTimeSpan, // each call brings its own budget
            };
            _http.DefaultRequestHeaders.UserAgent.ParseAdd("JitBot");
            _key = options.PrivateKey is null ? null : ReadKey(options, out _);
            _token = _key is null ? null : new OktaToken(options, _key, _http, clock, entropy);
            Api = new OktaApi(_http, options, _token, new OktaRateLimit(clock), witness);
        }

        public OktaApi Api { get; }

        public void Dispose()
        {
            _token?.Dispose();
            _key?.Dispose();
            _http.Dispose();
        }
    }
}
