namespace JitBot.Sandbox.TestClients;

/// <summary>Where a test client wants to be answered: on this machine, and nowhere else.</summary>
internal static class TestClientService
{
    /// <summary>The address, ending in a slash; null if it is none that is answered at.</summary>
    public static Uri? Read(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.UserInfo.Length == 0 && LoopbackGuard.IsLoopback(url.Host)
            ? new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/")
            : null;
}
