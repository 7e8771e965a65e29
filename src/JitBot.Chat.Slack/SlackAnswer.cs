using System.Globalization;
using System.Text.Json.Nodes;

namespace JitBot.Chat.Slack;

/// <summary>
/// What a method of the Web API answered: HTTP 200 with <c>ok: false</c> is an error like any other. Names of our own stand for answers
/// that never came (https://docs.slack.dev/apis/web-api/#responses).
/// </summary>
internal sealed record SlackAnswer(string Method, JsonObject Body, string? Error, TimeSpan? RetryAfter = null)
{
    public const string Throttled = "ratelimited";
    public const string Expired = "token_expired";
    public const string NotYourTurn = "waits_for_its_turn";
    public const string TimedOut = "no_answer_in_time";
    public const string Unreachable = "unreachable";
    public const string Unreadable = "unreadable_answer";

    private const string HttpPrefix = "http_";

    public bool IsOk => Error is null;

    /// <summary>The scopes of the token, where the answer says so (https://docs.slack.dev/authentication/installing-with-oauth).</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Whether the connection broke or the server failed, rather than that Slack said no or took too long.</summary>
    public bool IsStumble => Error is Unreachable || Error?.StartsWith(HttpPrefix + "5", StringComparison.Ordinal) == true;

    /// <summary>An answer with a status that is none of Slack's.</summary>
    public static SlackAnswer OfStatus(string method, int status, TimeSpan? retryAfter) =>
        new(method, [], string.Create(CultureInfo.InvariantCulture, $"{HttpPrefix}{status}"), retryAfter);

    /// <summary>The error with its method, and what Slack adds about the place of a mistake; no secret is ever in it.</summary>
    public string What => Details.Length == 0 ? $"{Method}: {Error}" : $"{Method}: {Error} ({Details})";

    private string Details => Text("needed") is { } scope ? $"needs {scope}"
        : SlackJson.At(Body, "response_metadata", "messages") is JsonArray messages ? string.Join("; ", messages)
        : "";

    /// <summary>A text of the answer by its path, or null where there is none.</summary>
    public string? Text(params ReadOnlySpan<string> path) => SlackJson.Text(SlackJson.At(Body, path));
}
