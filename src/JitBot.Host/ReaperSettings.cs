using JitBot.Core.Settings;
using JitBot.Providers.Entra;
using JitBot.Providers.Okta;

namespace JitBot.Host;

/// <summary>
/// The section <c>Reaper</c>: the credentials with which the verb <c>reaper</c> comes to the providers, in place of the program's own.
/// Everything else about a provider is as in its own section.
/// </summary>
internal static class ReaperSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Reaper";

    private static readonly Dictionary<string, string[]> CredentialKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [EntraSetup.Section] = ["ClientId", "ClientSecret", "CertificatePath", "CertificatePassword", "Credential", "ManagedIdentityClientId"],
        [OktaSetup.Section] = ["ApiToken", "ClientId", "PrivateKey", "KeyId"],
    };

    /// <summary>A provider's settings as the reaper uses them: its section, with the credential of the reaper's own if there is one.</summary>
    public static IConfigurationSection For(IConfiguration configuration, string provider)
    {
        var usual = configuration.GetSection(provider);
        var own = configuration.GetSection($"{Section}:{provider}");
        if (!own.Exists())
            return usual;
        var pairs = usual.AsEnumerable(makePathsRelative: true).Where(pair => !CredentialKeys[provider].Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
            .Concat(own.AsEnumerable(makePathsRelative: true))
            .Where(pair => pair.Key.Length > 0)
            .Select(pair => KeyValuePair.Create($"{own.Path}:{pair.Key}", pair.Value));
        return new ConfigurationBuilder().AddInMemoryCollection(pairs).Build().GetSection(own.Path);
    }

    /// <summary>Everything wrong in the section.</summary>
    public static IEnumerable<SettingsFault> Check(IConfiguration configuration)
    {
        foreach (var provider in configuration.GetSection(Section).GetChildren())
        {
            if (!CredentialKeys.TryGetValue(provider.Key, out var keys))
                yield return new SettingsFault(provider.Path, $"is not a provider; known here: {string.Join(", ", CredentialKeys.Keys)}");
            else if (!configuration.GetSection(provider.Key).Exists())
                yield return new SettingsFault(provider.Path, $"is set, but {provider.Key} is not; the reaper only changes its credential");
            else
            {
                foreach (var stray in provider.GetChildren().Where(child => !keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
                    yield return new SettingsFault(stray.Path, $"is not a key of a credential; known here: {string.Join(", ", keys)}");
            }
        }
    }
}
