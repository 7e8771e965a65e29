using System.Globalization;
using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace JitBot.Host;

/// <summary>Which files and other places settings were really read from.</summary>
internal static class SettingsSources
{
    /// <summary>
    /// The sources in their order, later ones over earlier ones: each settings file that is there, and of the other places those with a key of these sections, which is all
    /// that is said of them. What is read twice, as the environment is by the framework and by JitBot after it, stands where it is read last: there it wins.
    /// </summary>
    public static string Of(IConfigurationRoot configuration, IReadOnlyCollection<string> sections)
    {
        var read = configuration.Providers.Select(provider => Name(provider, Keys(provider, sections))).OfType<string>().Reverse().Distinct().Reverse().ToList();
        return $"read, later ones over earlier ones: {string.Join(", ", read.DefaultIfEmpty("nothing"))}";
    }

    private static string? Name(IConfigurationProvider provider, int keys) => provider switch
    {
        JsonConfigurationProvider json => File(json.Source),
        SecretsFolder.Provider secrets when keys > 0 => $"the secrets in {secrets.Folder} ({Count(keys)})",
        EnvironmentVariablesConfigurationProvider when keys > 0 => $"the environment ({Count(keys)})",
        _ => null,
    };

    private static string? File(FileConfigurationSource source)
    {
        if (source.Path is not { } path || source.FileProvider?.GetFileInfo(path) is not { Exists: true } file)
            return null;
        return file.PhysicalPath ?? path;
    }

    private static int Keys(IConfigurationProvider provider, IReadOnlyCollection<string> sections) =>
        provider.GetChildKeys([], null).Intersect(sections, StringComparer.OrdinalIgnoreCase).Sum(section => Leaves(provider, section));

    private static int Leaves(IConfigurationProvider provider, string key)
    {
        var below = provider.GetChildKeys([], key).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return below.Count == 0 ? 1 : below.Sum(child => Leaves(provider, $"{key}:{child}"));
    }

    private static string Count(int keys) => keys == 1 ? "1 key" : string.Create(CultureInfo.InvariantCulture, $"{keys} keys");
}
