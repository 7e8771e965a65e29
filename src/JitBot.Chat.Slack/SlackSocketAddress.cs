namespace JitBot.Chat.Slack;

/// <summary>
/// Where we let ourselves be sent: to Slack's own hosts over TLS, or to this machine. The whole address opens the app's ear and is a secret.
/// </summary>
internal static class SlackSocketAddress
{
    private const string Slack = ".slack.com";

    // Slack for governments has hosts of its own (https://docs.slack.dev/govslack).
    private const string GovSlack = ".slack-gov.com";

    /// <summary>The address, or null if it is none that Slack would hand out.</summary>
    public static Uri? Read(string? text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.UserInfo.Length > 0)
            return null;
        var isSlack = address.Scheme == Uri.UriSchemeWss && address.IsDefaultPort
            && (address.IdnHost.EndsWith(Slack, StringComparison.OrdinalIgnoreCase) || address.IdnHost.EndsWith(GovSlack, StringComparison.OrdinalIgnoreCase));
        return isSlack || (address.Scheme == Uri.UriSchemeWs && address.IsLoopback) ? address : null;
    }
}
