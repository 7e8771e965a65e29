using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace JitBot.Simulation.Wire;

/// <summary>Answers as services write them.</summary>
internal static class WireAnswer
{
    public static HttpResponseMessage Json(JsonNode body, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Empty() => new(HttpStatusCode.NoContent) { Content = new ByteArrayContent([]) };

    /// <summary>With the wait in whole seconds, if there is one.</summary>
    public static HttpResponseMessage RetryAfter(this HttpResponseMessage answer, TimeSpan? wait)
    {
        if (wait is { } span)
            answer.Headers.TryAddWithoutValidation("Retry-After", ((int)span.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return answer;
    }

    /// <summary>With the time by the service's clock.</summary>
    public static HttpResponseMessage At(this HttpResponseMessage answer, DateTimeOffset now, HttpRequestMessage request)
    {
        answer.Headers.Date = now;
        answer.RequestMessage = request;
        return answer;
    }
}
