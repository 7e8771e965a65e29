using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace JitBot.Benchmarks.Http;

/// <summary>Stands where the app would be: takes the look-alike's signed requests, keeps each as it would go over the wire, and answers 200.</summary>
internal sealed class RequestRecorder : HttpMessageHandler
{
    private readonly ConcurrentQueue<byte[]> _requests = [];

    /// <summary>All that were made since this was asked last.</summary>
    public IReadOnlyList<byte[]> Take()
    {
        var taken = new List<byte[]>();
        while (_requests.TryDequeue(out var request))
            taken.Add(request);
        return taken;
    }

    /// <summary>A request of a probe.</summary>
    public static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var head = new StringBuilder($"{request.Method} {request.RequestUri!.PathAndQuery} HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        foreach (var (name, values) in request.Headers.Concat(request.Content.Headers))
        {
            if (name is not "Content-Length")
                head.Append($"{name}: {string.Join(", ", values)}\r\n");
        }

        head.Append($"Content-Length: {body.Length}\r\n\r\n");
        _requests.Enqueue([.. Encoding.ASCII.GetBytes(head.ToString()), .. body]);
        return new HttpResponseMessage(HttpStatusCode.OK);
    }
}
