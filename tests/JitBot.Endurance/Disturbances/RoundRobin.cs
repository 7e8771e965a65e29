namespace JitBot.Endurance.Disturbances;

/// <summary>
/// What stands before several replicas: each delivery goes to the next one in turn. One that does not even listen is passed over, as load
/// balancers do; whatever fails later is the sender's to repeat, because it may have been taken.
/// </summary>
internal sealed class RoundRobin(Func<IReadOnlyList<Uri>> replicas) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private int _turn;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        var all = replicas();
        for (var tried = 1; ; tried++)
        {
            if (all.Count == 0)
                throw new HttpRequestException(HttpRequestError.ConnectionError, "No replica listens.");
            request.RequestUri = new Uri(all[(int)((uint)Interlocked.Increment(ref _turn) % (uint)all.Count)], path);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError && tried < all.Count)
            {
                // Nobody listens there; the next one.
            }
        }
    }
}
