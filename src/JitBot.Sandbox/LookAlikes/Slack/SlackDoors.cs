namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>Which channel the bot may see and use, and with which scope. What it may not see looks like what is not there.</summary>
internal sealed class SlackDoors(SlackWorkspace workspace)
{
    public void Need(string scope, bool ofAppToken = false)
    {
        var scopes = ofAppToken ? workspace.App.AppTokenScopes : workspace.App.Scopes;
        if (!scopes.Contains(scope))
            throw new SlackRefusal("missing_scope") { Scope = (scope, string.Join(',', scopes)) };
    }

    /// <summary>A channel the bot can see.</summary>
    public SlackChannel Visible(string id)
    {
        var channel = id.StartsWith('C') || id.StartsWith('D') ? workspace.FindChannel(id) : null;
        if (channel is null || (channel.Kind != SlackChannelKind.Public && !IsMember(channel)))
            throw new SlackRefusal("channel_not_found");
        return channel;
    }

    /// <summary>A channel the bot is in, whose kind is read with scopes such as <c>channels:history</c>.</summary>
    public SlackChannel Readable(string id, string right)
    {
        var channel = Visible(id);
        Need(ScopeOf(channel, right));
        return IsMember(channel) ? channel : throw new SlackRefusal("not_in_channel");
    }

    public static string ScopeOf(SlackChannel channel, string right) => channel.Kind switch
    {
        SlackChannelKind.Public => "channels:",
        SlackChannelKind.Private => "groups:",
        _ => "im:",
    } + right;

    /// <summary>A channel the bot may post to; a person's id means the direct message with that person.</summary>
    public SlackChannel Postable(string id)
    {
        var channel = id.StartsWith('U') ? WithPerson(id) : Visible(id);
        if (channel.IsArchived)
            throw new SlackRefusal("is_archived");
        if (!IsMember(channel) && !workspace.App.Scopes.Contains("chat:write.public"))
            throw new SlackRefusal("not_in_channel");
        return channel;
    }

    private bool IsMember(SlackChannel channel) => channel.Members.Contains(workspace.App.BotUserId);

    // A message to somebody deactivated is taken like any other: https://github.com/slackapi/python-slack-sdk/issues/1156
    private SlackChannel WithPerson(string id) =>
        workspace.FindPerson(id) is { IsBot: false, IsStranger: false } person
            ? workspace.DirectMessage(person)
            : throw new SlackRefusal("channel_not_found");
}
