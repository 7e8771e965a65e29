using System.Diagnostics.CodeAnalysis;
using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.Providers.Okta;

/// <summary>
/// The section's settings, checked: the organisation's address, and an API token or a service app's id and key. A class and not a record:
/// its text must not hold the secrets.
/// </summary>
internal sealed class OktaOptions
{
    public required Uri BaseUrl { get; init; }

    public string? ApiToken { get; init; }

    public string? ClientId { get; init; }

    public string? PrivateKey { get; init; }

    public string? KeyId { get; init; }

    /// <summary>Whether the System Log is read after each grant, which wants a right of its own.</summary>
    public bool ReadLog { get; init; }

    /// <summary>Whether we come as a service app and not with an API token.</summary>
    [MemberNotNullWhen(true, nameof(ClientId), nameof(PrivateKey))]
    public bool IsServiceApp => ClientId is not null && PrivateKey is not null;

    /// <summary>The options, or null with everything that is wrong.</summary>
    public static OktaOptions? Read(IConfigurationSection section, out IReadOnlyList<SettingsFault> faults)
    {
        var reader = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var baseUrl = reader.BaseUrl("BaseUrl", null);
        if (baseUrl is not null)
            CheckAddress(baseUrl, reader);
        var options = new OktaOptions
        {
            BaseUrl = baseUrl ?? new Uri("https://not.given/"),
            ApiToken = reader.Optional("ApiToken"),
            ClientId = reader.Optional("ClientId"),
            PrivateKey = reader.Optional("PrivateKey"),
            KeyId = reader.Optional("KeyId"),
            ReadLog = reader.Switch("ReadLog"),
        };
        options.CheckCredential(reader);
        faults = reader.Faults();
        return faults.Count == 0 ? options : null;
    }

    private static void CheckAddress(Uri baseUrl, SettingsReader reader)
    {
        if (baseUrl.AbsolutePath != "/")
            reader.Fault("BaseUrl", "must be the organisation's address alone, like https://example.okta.com/");
        if (baseUrl.Host.Split('.')[0].EndsWith("-admin", StringComparison.OrdinalIgnoreCase))
            reader.Fault("BaseUrl", "is the address of the admin console; leave out \"-admin\"");
    }

    private void CheckCredential(SettingsReader reader)
    {
        var isApp = ClientId is not null || PrivateKey is not null || KeyId is not null;
        if (ApiToken is null && !isApp)
            reader.Fault("ApiToken", $"is missing; give an API token, or {reader.FullKey("ClientId")} and {reader.FullKey("PrivateKey")}");
        if (ApiToken is not null && isApp)
            reader.Fault("ApiToken", "stands beside the settings of a service app; give one of the two");
        if (ApiToken?.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') == false)
            reader.Fault("ApiToken", "must be the token alone, without \"SSWS\" or spaces");
        if (isApp)
            CheckServiceApp(reader);
    }

    private void CheckServiceApp(SettingsReader reader)
    {
        if (ClientId is null)
            reader.Fault("ClientId", "is missing; give the client id of the service app");
        if (PrivateKey is null)
        {
            reader.Fault("PrivateKey", "is missing; give the private key of the service app as PEM or JWK");
            return;
        }
        var (key, fault) = OktaKey.Read(PrivateKey, KeyId);
        key?.Dispose();
        if (fault is not null)
            reader.Fault("PrivateKey", $"{fault}; give an RSA key of 2048 bits or more, or a P-256 key, as PEM or JWK");
    }
}
