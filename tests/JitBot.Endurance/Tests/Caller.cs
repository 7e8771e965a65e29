namespace JitBot.Endurance.Tests;

/// <summary>Calls a host over a new connection each time, as a balancer's probe does.</summary>
internal sealed class Caller(Uri url) : IDisposable
{
    /// <summary>In place of a status: nobody took the call.</summary>
    public const int Refused = 0;

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = url };

    /// <summary>The status of the answer.</summary>
    public async Task<int> AskAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return Refused;
        }
    }

    /// <summary>Asks until this is the answer (true) or the wait is over (false).</summary>
    public async Task<bool> SeeAsync(string path, int status, TimeSpan within)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await AskAsync(path) != status)
        {
            if (TimeProvider.System.GetElapsedTime(start) > within)
                return false;
        }

        return true;
    }

    public void Dispose() => _http.Dispose();
}
