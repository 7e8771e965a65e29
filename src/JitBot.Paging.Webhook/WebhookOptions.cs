using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.Paging.Webhook;

/// <summary>The section's settings, checked. A class and not a record: its text must not hold the secret, nor the address, which may be one.</summary>
internal sealed class WebhookOptions
{
    /// <summary>A signature is worth what its secret is: shorter ones are guessed.</summary>
    private const int ShortestSecret = 16;

    /// <summary>What is called. May be a secret.</summary>
    public required Uri Url { get; init; }

    /// <summary>With which a call is signed. Secret.</summary>
    public required string Secret { get; init; }

    /// <summary>The options, or null with everything that is wrong.</summary>
    public static WebhookOptions? Read(IConfigurationSection section, out IReadOnlyList<SettingsFault> faults)
    {
        var reader = new SettingsReader(section.Path, section.AsEnumerable(makePathsRelative: true));
        var url = reader.Url("Url", "give the https address that is to be called");
        var secret = reader.Required("Secret", "give a long random text that the receiver knows too; by it a call is known to be JitBot's");
        if (secret is { Length: < ShortestSecret })
            reader.Fault("Secret", $"must have {ShortestSecret} characters or more");
        faults = reader.Faults();
        return faults.Count == 0 ? new WebhookOptions { Url = url!, Secret = secret! } : null;
    }
}
