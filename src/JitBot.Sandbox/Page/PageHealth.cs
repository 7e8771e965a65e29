using System.Text.Json.Nodes;

namespace JitBot.Sandbox.Page;

/// <summary>What the host says of itself at <c>/health/ready</c>.</summary>
internal sealed class PageHealth(PageHost host) : IDisposable
{
    /// <summary>It answers within milliseconds or is busy starting; the page asks again soon.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http = new() { Timeout = Patience };

    /// <summary>The last answer as it came, or null while nobody answers.</summary>
    public JsonObject? Answer { get; private set; }

    /// <summary>Asks; whether the answer is another than before.</summary>
    public async Task<bool> LookAsync(CancellationToken ct)
    {
        var answer = await AskAsync(ct);
        var isNew = !JsonNode.DeepEquals(answer, Answer);
        Answer = answer;
        return isNew;
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonObject?> AskAsync(CancellationToken ct)
    {
        if (host.Condition != HostCondition.Running || host.Url is not { } url)
            return null;
        try
        {
            using var answer = await _http.GetAsync(new Uri(url, "health/ready"), ct);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct)) as JsonObject;
        }
        catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }
}
