using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration.Json;

namespace JitBot.Host;

/// <summary>Where settings come from, and what is wrong with those that belong to no room.</summary>
internal static class HostSettings
{
    /// <summary>Where containers mount secrets, one file a key, with __ for the colon.</summary>
    private const string ContainerSecrets = "/run/secrets";

    /// <summary>Names the folder in which systemd puts the credentials of a unit, named as above (https://systemd.io/CREDENTIALS).</summary>
    private const string CredentialsVariable = "CREDENTIALS_DIRECTORY";

    private const string DefaultUrl = "http://127.0.0.1:3978";

    /// <summary>Sections that belong to the framework, or to editors.</summary>
    internal static readonly string[] FrameworkSections = ["$schema", "urls", "AllowedHosts", "Kestrel", "Logging"];

    /// <summary>Where settings may stand, in words: what <see cref="AddSources"/> adds, in its order.</summary>
    public static string Places => $"""
        Settings are read from these places, later ones over earlier ones:
          {Path.Combine(AppContext.BaseDirectory, "appsettings.json")}
          user secrets: dotnet user-secrets set Slack:BotToken xoxb-… --project src/JitBot.Host
          files in {ContainerSecrets}, one a key, with __ for the colon: {ContainerSecrets}/Slack__BotToken
          the same in systemd's ${CredentialsVariable}: {Credentials ?? "not set here"}
          environment variables: Slack__BotToken=xoxb-…
          the command line, when the program serves: --Operations:SlackChannel=C… (no secrets: other users of the machine can read it)
        """;

    /// <summary>The folder that systemd names, if it does.</summary>
    private static string? Credentials => Environment.GetEnvironmentVariable(CredentialsVariable) is { } folder && Path.IsPathRooted(folder) ? folder : null;

    /// <summary>
    /// Adds the sources, later ones over earlier ones: appsettings.json beside the program, user secrets, /run/secrets, systemd's
    /// credentials, environment, command line.
    /// </summary>
    public static void AddSources(WebApplicationBuilder builder, string[] args)
    {
        builder.Configuration.AddUserSecrets<Program>(optional: true);
        builder.Configuration.Sources.Add(new SecretsFolder(ContainerSecrets));
        if (Credentials is { } folder)
            builder.Configuration.Sources.Add(new SecretsFolder(folder));
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddCommandLine(args);
        IndexedSettingsFile.Replace(builder.Configuration.Sources);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
    }

    /// <summary>Where the program is told to listen, if that cannot be: it speaks plain HTTP, and TLS is for the proxy before it.</summary>
    public static IEnumerable<SettingsFault> WrongUrls(IConfiguration configuration) =>
        from url in (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        where !IsAddress(url)
        select new SettingsFault(WebHostDefaults.ServerUrlsKey,
            $"names {url}, which is no address to listen at; write http://HOST:PORT, such as {DefaultUrl}, with ; between several (from --urls or ASPNETCORE_URLS)");

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" } address && (address.PathBase.Length == 0 || address.IsUnixPipe);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>
    /// The sections of the settings file that nobody knows. Only files are looked at: the environment of a process is full of names that
    /// are none of ours.
    /// </summary>
    public static IEnumerable<SettingsFault> UnknownSections(IConfigurationRoot configuration, IReadOnlyCollection<string> known) =>
        from provider in configuration.Providers.OfType<JsonConfigurationProvider>()
        from section in provider.GetChildKeys([], null).Distinct(StringComparer.OrdinalIgnoreCase)
        where !known.Contains(section, StringComparer.OrdinalIgnoreCase) && !FrameworkSections.Contains(section, StringComparer.OrdinalIgnoreCase)
        select new SettingsFault(section, NearName.Of(section, known) is { } meant ? $"is not a section; did you mean {meant}?" : $"is not a section; known are {string.Join(", ", known)}");
}
