using System.Text.Json.Nodes;

namespace JitBot.Sandbox.Page;

/// <summary>
/// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): one with every part at once, then one with the
/// parts that changed, each as one line of JSON.
/// </summary>
internal static class PageStream
{
    public static async Task ServeAsync(HttpContext http, PageHouse house)
    {
        var handle = PageCast.Find(house.World, http.Request.Query["as"]).Handle;
        http.Response.ContentType = "text/event-stream";
        var sent = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                var next = house.Pulse.Next;
                if (Changed(house, handle, sent) is { Count: > 0 } parts)
                {
                    await http.Response.WriteAsync($"data: {parts.ToJsonString()}\n\n", http.RequestAborted);
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                }

                await next.WaitAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has gone.
        }
    }

    private static JsonObject Changed(PageHouse house, string handle, Dictionary<string, string> sent)
    {
        var parts = new JsonObject();
        foreach (var (part, value) in PageSnapshot.Of(house, handle))
        {
            var text = value?.ToJsonString() ?? "null";
            if (sent.GetValueOrDefault(part) == text)
                continue;
            sent[part] = text;
            parts[part] = value;
        }

        return parts;
    }
}
