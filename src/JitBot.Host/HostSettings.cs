using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace JitBot.Host;

/// <summary>Where settings come from, and what is wrong with those that belong to no room.</summary>
internal static class HostSettings
{
    /// <summary>Where containers mount secrets, one file a key, with __ for the colon.</summary>
    private const string SecretsFolder = "/run/secrets";

    /// <summary>Names the folder in which systemd puts the credentials of a unit, named as above (https://systemd.io/CREDENTIALS).</summary>
    private const string CredentialsVariable = "CREDENTIALS_DIRECTORY";

    private const string DefaultUrl = "http://127.0.0.1:3978";

    /// <summary>Sections that belong to the framework, or to editors.</summary>
    internal static readonly string[] FrameworkSections = ["$schema", "urls", "AllowedHosts", "Kestrel", "Logging"];

    /// <summary>
    /// Adds the sources, later ones over earlier ones: appsettings.json beside the program, user secrets, /run/secrets, systemd's
    /// credentials, environment, command line.
    /// </summary>
    public static void AddSources(WebApplicationBuilder builder, string[] args)
    {
        builder.Configuration.AddUserSecrets<Program>(optional: true);
        AddKeyPerFile(builder, SecretsFolder);
        if (Environment.GetEnvironmentVariable(CredentialsVariable) is { } folder && Path.IsPathRooted(folder))
            AddKeyPerFile(builder, folder);
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddCommandLine(args);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
    }

    /// <summary>A file without __ in its name is no setting: a certificate that stands beside them is not read into the configuration.</summary>
    private static void AddKeyPerFile(WebApplicationBuilder builder, string folder) => builder.Configuration.AddKeyPerFile(source =>
    {
        source.Optional = true;
        source.IgnoreCondition = name => !name.Contains("__", StringComparison.Ordinal);
        if (Directory.Exists(folder))
            source.FileProvider = new PhysicalFileProvider(folder);
    });

    /// <summary>
    /// The sections of the settings file that nobody knows. Only files are looked at: the environment of a process is full of names that
    /// are none of ours.
    /// </summary>
    public static IEnumerable<SettingsFault> UnknownSections(IConfigurationRoot configuration, IReadOnlyCollection<string> known) =>
        from provider in configuration.Providers.OfType<JsonConfigurationProvider>()
        from section in provider.GetChildKeys([], null).Distinct(StringComparer.OrdinalIgnoreCase)
        where !known.Contains(section, StringComparer.OrdinalIgnoreCase) && !FrameworkSections.Contains(section, StringComparer.OrdinalIgnoreCase)
        select new SettingsFault(section, $"is not a section; known are {string.Join(", ", known)}");
}
