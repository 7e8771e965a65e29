using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

internal enum SlackChannelKind
{
    Public,
    Private,
    Direct,
}

/// <summary>A conversation object (https://docs.slack.dev/reference/objects/conversation-object).</summary>
internal sealed record SlackChannel(string Id, string Name, SlackChannelKind Kind)
{
    public ImmutableHashSet<string> Members { get; init; } = [];
    public bool IsArchived { get; init; }

    /// <summary>Shared with another organisation (Slack Connect).</summary>
    public bool IsExternallyShared { get; init; }

    /// <summary>The person at the other end of a direct message.</summary>
    public string? With { get; init; }

    public JsonObject ToJson(string botUserId)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["created"] = 1,
            ["is_archived"] = IsArchived,
            ["is_im"] = Kind == SlackChannelKind.Direct,
            ["is_org_shared"] = false,
            ["is_ext_shared"] = IsExternallyShared,
            ["is_shared"] = IsExternallyShared,
            ["context_team_id"] = "T0EXAMPLE",
            ["updated"] = 1,
        };
        if (Kind == SlackChannelKind.Direct)
        {
            json["user"] = With;
            return json;
        }

        json["name"] = Name;
        json["name_normalized"] = Name;
        json["is_channel"] = Kind == SlackChannelKind.Public;
        json["is_group"] = false;
        json["is_private"] = Kind == SlackChannelKind.Private;
        json["is_mpim"] = false;
        json["is_general"] = Name == SlackWorkspace.GeneralName;
        json["is_member"] = Members.Contains(botUserId);
        json["is_pending_ext_shared"] = false;
        json["num_members"] = Members.Count;
        return json;
    }
}
