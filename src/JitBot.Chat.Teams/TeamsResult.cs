using System.Globalization;
using System.Text.Json.Nodes;

namespace JitBot.Chat.Teams;

/// <summary>
/// What the Connector answered to a call: the status, and the name of the error if it is one; names of our own stand for answers that never
/// came, with status 0 (https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis).
/// </summary>
internal sealed record TeamsResult(int Status, string? Error, JsonObject? Body, TimeSpan? RetryAfter)
{
    public const string NotYourTurn = "waits_for_its_turn";
    public const string TimedOut = "no_answer_in_time";
    public const string Unreachable = "unreachable";
    public const string Unreadable = "unreadable_answer";
    public const string NoToken = "no_token";
    public const string NotAService = "not_a_service_of_teams";
    public const string NotAnId = "not_an_id";

    private const string HttpPrefix = "http_";
    private const int ServerFault = 500;
    private const int Throttle = 429;

    /// <summary>The call, in a word or two.</summary>
    public string Call { get; init; } = "";

    /// <summary>More about the error, for an operator; no secret is ever in it.</summary>
    public string Detail { get; init; } = "";

    public bool IsOk => Error is null;

    /// <summary>Whether we are to slow down.</summary>
    public bool IsThrottled => Status == Throttle;

    /// <summary>Whether the connection broke or the server failed, rather than that Teams said no or took too long.</summary>
    public bool IsStumble => Error is Unreachable || Status >= ServerFault;

    /// <summary>The id of what was posted or opened.</summary>
    public string? Id => TeamsPayloads.Text(Body?["id"]);

    /// <summary>The error with its call, and what is known of it.</summary>
    public string What => Detail.Length == 0 ? $"{Call}: {Error}" : $"{Call}: {Error} ({Detail})";

    /// <summary>An answer that never came, or a call that was never made.</summary>
    public static TeamsResult Never(string call, string error, string detail = "", TimeSpan? retryAfter = null) =>
        new(0, error, null, retryAfter) { Call = call, Detail = detail };

    /// <summary>The name for an error that Teams gave none.</summary>
    public static string NameOf(int status) => string.Create(CultureInfo.InvariantCulture, $"{HttpPrefix}{status}");
}
