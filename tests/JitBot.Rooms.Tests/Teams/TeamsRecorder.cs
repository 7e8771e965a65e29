using System.Net;
using System.Text;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Stands where the network would: keeps what was sent, and answers what it is told to.</summary>
internal sealed class TeamsRecorder : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    /// <summary>Each request as "METHOD address", with its body behind it if it has one.</summary>
    public List<string> Requests { get; } = [];

    public List<string?> Tokens { get; } = [];

    /// <summary>The next answer; without one it is 200 and empty.</summary>
    public void Answer(int status, string body = "", Action<HttpResponseMessage>? adjust = null) => _answers.Enqueue(() =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        adjust?.Invoke(response);
        return response;
    });

    /// <summary>The next request gets no answer but this exception.</summary>
    public void Break(Exception fault) => _answers.Enqueue(() => throw fault);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? " " + await content.ReadAsStringAsync(cancellationToken) : "";
        Requests.Add($"{request.Method} {request.RequestUri!.AbsoluteUri}{body}");
        Tokens.Add(request.Headers.Authorization?.ToString());
        return _answers.TryDequeue(out var answer) ? answer() : new HttpResponseMessage();
    }
}
