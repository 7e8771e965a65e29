using JitBot.Core.Chat;
using JitBot.Core.Operations;

namespace JitBot.Chat.Slack;

/// <summary>
/// What Slack's error names mean for a message of ours (the error tables of https://docs.slack.dev/reference/methods/chat.postMessage,
/// chat.update and conversations.open). A name we do not know means "not now": giving up is the dearer mistake.
/// </summary>
internal static class SlackFaults
{
    /// <summary>The place cannot be written to any more; access goes on and the next best place is told.</summary>
    private static readonly HashSet<string> Place = new(StringComparer.Ordinal)
    {
        "channel_not_found", "is_archived", "is_inactive", "not_in_channel", "channel_type_not_supported",
        "method_not_supported_for_channel_type", "user_not_found", "users_not_found", "user_disabled", "user_not_visible", "cannot_dm_bot",
        "user_not_in_channel", "user_is_restricted", "messages_tab_disabled", "invalid_user_combination", "no_permission", "access_denied",
        "not_enabled",
    };

    /// <summary>The message is gone, or closed to us.</summary>
    private static readonly HashSet<string> Message = new(StringComparer.Ordinal)
    {
        "message_not_found", "cant_update_message", "cant_delete_message", "edit_window_closed", "thread_not_found", "cannot_reply_to_message", "block_mismatch",
    };

    /// <summary>We built what Slack does not take: a mistake of ours, to be seen and mended.</summary>
    private static readonly HashSet<string> Mistake = new(StringComparer.Ordinal)
    {
        "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text", "invalid_arguments",
        "invalid_arg_name", "invalid_array_arg", "invalid_json", "json_not_object", "invalid_post_type", "invalid_form_data",
        "invalid_charset",
        "metadata_too_large", "invalid_metadata_format", "invalid_metadata_schema", "view_too_large",
    };

    /// <summary>The token does not open the door now; an operator can give another, so nothing is given up.</summary>
    private static readonly HashSet<string> Token = new(StringComparer.Ordinal)
    {
        "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope", "not_allowed_token_type",
        "team_access_not_granted", "org_login_required", "ekm_access_denied", "enterprise_is_restricted", "accesslimited",
    };

    /// <summary>What an answer without error, or with this one, means for the message.</summary>
    public static ChatAnswer For(SlackAnswer answer, MessageRef? posted) => answer.Error switch
    {
        null when posted is null => throw new InvalidOperationException($"{answer.Method} did not say where the message stands."),
        null => new ChatAnswer.Posted(posted),
        { } error when IsPlaceGone(error) => new ChatAnswer.PlaceGone(answer.What),
        { } error when Message.Contains(error) => new ChatAnswer.MessageGone(answer.What),
        { } error when Mistake.Contains(error) => throw new InvalidOperationException($"Slack does not take what we sent. {answer.What}"),
        { } error => new ChatAnswer.NotNow(answer.What, answer.RetryAfter, IsBooked: error == SlackAnswer.NotYourTurn),
    };

    public static bool IsPlaceGone(string error) =>
        Place.Contains(error) || error.StartsWith("restricted_action", StringComparison.Ordinal);

    /// <summary>
    /// Says whether the token opened the door. A scope is missing for one method alone, and the app-level token opens but one; every other
    /// trouble is the whole token's. An answer
    /// that never came says nothing.
    /// </summary>
    public static void Report(DoorWitness doors, SlackAnswer answer)
    {
        if (answer.IsOk)
            doors.LetIn(SlackChat.PlatformName, answer.Method);
        else if (IsTokenTrouble(answer.Error!))
        {
            var call = answer.Error == "missing_scope" || answer.Method == SlackApi.ConnectionsOpen ? answer.Method : DoorWitness.Everything;
            doors.Refused(SlackChat.PlatformName, call, $"{answer.Method} is answered with {answer.Error}.");
        }
    }

    public static bool IsTokenTrouble(string error) => Token.Contains(error);
}
