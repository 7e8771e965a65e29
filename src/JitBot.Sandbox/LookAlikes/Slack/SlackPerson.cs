using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>A user object and its flags (https://docs.slack.dev/reference/objects/user-object).</summary>
internal sealed record SlackPerson(string Id, string Handle, string TeamId)
{
    public string RealName { get; init; } = Handle;
    public string? Email { get; init; } = Handle + "@example.com";
    public string TimeZone { get; init; } = "Europe/Zurich";
    public bool IsEmailConfirmed { get; init; } = true;
    public bool IsDeleted { get; init; }
    public bool IsBot { get; init; }

    /// <summary>A guest of several channels.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>A guest of one channel.</summary>
    public bool IsUltraRestricted { get; init; }

    /// <summary>Somebody of another workspace, met in a shared channel.</summary>
    public bool IsStranger { get; init; }

    public bool IsInvitedUser { get; init; }

    /// <summary>As Slack shows them at that moment.</summary>
    public JsonObject ToJson(bool withEmail, DateTimeOffset now)
    {
        var profile = new JsonObject { ["real_name"] = RealName, ["display_name"] = Handle, ["team"] = TeamId, ["avatar_hash"] = "g0" };
        if (withEmail && !IsStranger && Email is not null)
            profile["email"] = Email;
        return new JsonObject
        {
            ["id"] = Id,
            ["team_id"] = TeamId,
            ["name"] = Handle,
            ["deleted"] = IsDeleted,
            ["real_name"] = RealName,
            ["color"] = "9f69e7",
            ["tz"] = TimeZone,
            ["tz_label"] = TimeZone,
            ["tz_offset"] = (int)TimeZoneInfo.FindSystemTimeZoneById(TimeZone).GetUtcOffset(now).TotalSeconds,
            ["profile"] = profile,
            ["is_admin"] = false,
            ["is_owner"] = false,
            ["is_primary_owner"] = false,
            ["is_restricted"] = IsRestricted,
            ["is_ultra_restricted"] = IsUltraRestricted,
            ["is_bot"] = IsBot,
            ["is_app_user"] = false,
            ["is_stranger"] = IsStranger,
            ["is_invited_user"] = IsInvitedUser,
            ["is_email_confirmed"] = IsEmailConfirmed,
            ["updated"] = 0,
            ["who_can_share_contact_card"] = "EVERYONE",
        };
    }
}
