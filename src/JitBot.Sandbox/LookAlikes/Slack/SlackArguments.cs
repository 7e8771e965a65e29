using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// The arguments of one call, wherever they came from (https://docs.slack.dev/apis/web-api). A JSON body given to a method that takes forms
/// alone is not an error: its arguments are just not there.
/// </summary>
internal sealed class SlackArguments(JsonObject values)
{
    public static async Task<SlackArguments> ReadAsync(HttpRequest request, SlackMethod method)
    {
        if (HttpMethods.IsGet(request.Method))
            return method.Writes
                ? throw new SlackRefusal("invalid_arguments", $"{method.Name} must be called by POST")
                : Of(request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())));
        if (!HttpMethods.IsPost(request.Method))
            throw new SlackRefusal("invalid_post_type");
        var gone = request.HttpContext.RequestAborted;
        if (request.HasFormContentType)
            return Of((await request.ReadFormAsync(gone)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())));
        if (string.IsNullOrEmpty(request.ContentType))
            return request.ContentLength is > 0 ? throw new SlackRefusal("missing_post_type") : new SlackArguments([]);
        if (!request.HasJsonContentType())
            throw new SlackRefusal("invalid_post_type");
        var body = await new StreamReader(request.Body).ReadToEndAsync(gone);
        return method.TakesJson ? OfJson(body) : new SlackArguments([]);
    }

    /// <summary>Puts id and secret of the client beside the arguments, if a Basic header holds them.</summary>
    public void AddClient(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var proof) || proof is not { Scheme: "Basic", Parameter: { } encoded })
            return;
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).Split(':', 2);
        (values["client_id"], values["client_secret"]) = (parts[0], parts[^1]);
    }

    /// <summary>A text, number or flag, as text.</summary>
    public string? Text(string name) => values[name] switch
    {
        null => null,
        JsonValue value when value.ToString().Length > 0 => value.ToString(),
        _ => null,
    };

    public string Required(string name) => Text(name) ?? throw new SlackRefusal("invalid_arguments", $"missing required field: {name}");

    public bool Flag(string name) => Text(name) is { } text && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase));

    public int? Number(string name) =>
        Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new SlackRefusal("invalid_arguments", $"must be a number: {name}");

    public bool Has(string name) => values[name] is not null;

    /// <summary>An array or object: in a JSON body as itself, in a form as a text of JSON.</summary>
    public T? Json<T>(string name, string errorWhenMalformed)
        where T : JsonNode
    {
        try
        {
            var node = !SlackRules.IsText(values[name], out var text) ? values[name]?.DeepClone()
                : text.Length == 0 ? null
                : JsonNode.Parse(text);
            return node is null ? null : node as T ?? throw new SlackRefusal(errorWhenMalformed);
        }
        catch (JsonException)
        {
            throw new SlackRefusal(errorWhenMalformed);
        }
    }

    private static SlackArguments Of(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var values = new JsonObject();
        foreach (var (name, value) in pairs)
            values[name] = value;
        return new SlackArguments(values);
    }

    private static SlackArguments OfJson(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject members ? new SlackArguments(members) : throw new SlackRefusal("json_not_object");
        }
        catch (JsonException)
        {
            throw new SlackRefusal("invalid_json");
        }
    }
}
