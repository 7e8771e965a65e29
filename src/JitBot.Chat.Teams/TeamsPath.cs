namespace JitBot.Chat.Teams;

/// <summary>
/// Addresses of the Connector's REST (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference).
/// Ids hold colons, semicolons, at signs and more: each is one segment, and can be nothing else.
/// </summary>
internal static class TeamsPath
{
    private const string Conversations = "v3/conversations";

    public static Uri Create(Uri service) => new(service, Conversations);

    /// <summary>The address of something in a conversation, or null if one of the ids is none: a dot or two would be taken for a way back.</summary>
    public static Uri? Of(Uri service, string conversation, params ReadOnlySpan<string> segments)
    {
        var path = $"{Conversations}/{Uri.EscapeDataString(conversation)}";
        if (!IsId(conversation))
            return null;
        foreach (var segment in segments)
        {
            if (!IsId(segment))
                return null;
            path += $"/{Uri.EscapeDataString(segment)}";
        }

        return new Uri(service, path);
    }

    private static bool IsId(string text) => text.Length > 0 && text.Any(letter => letter is not '.') && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]);
}
