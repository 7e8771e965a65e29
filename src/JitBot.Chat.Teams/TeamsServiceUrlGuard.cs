namespace JitBot.Chat.Teams;

/// <summary>
/// The one gate on the way out: whoever asks, and whatever was stored, nothing goes to a host that <see cref="TeamsServiceUrl"/> does not
/// allow. Callers look themselves first; to be stopped here is a mistake of ours.
/// </summary>
internal sealed class TeamsServiceUrlGuard(TeamsServiceUrl urls, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { } url && urls.IsAllowed(url)
            ? base.SendAsync(request, cancellationToken)
            : throw new InvalidOperationException($"Our token must not be sent to {request.RequestUri?.Host}: it is no service of Teams that we know.");
}
