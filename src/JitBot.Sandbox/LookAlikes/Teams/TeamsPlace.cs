using System.Collections.Immutable;

namespace JitBot.Sandbox.LookAlikes.Teams;

internal enum TeamsPlaceKind
{
    Personal,
    GroupChat,
    Channel,
}

/// <summary>A conversation: the chat of a person with the bot, a group chat or a channel of a team.</summary>
internal sealed record TeamsPlace(string Id, string Name, TeamsPlaceKind Kind)
{
    private const string ThreadMark = ";messageid=";

    /// <summary>The people in it, by what the bot knows them by.</summary>
    public ImmutableHashSet<string> Members { get; init; } = [];

    /// <summary>The team a channel belongs to.</summary>
    public string? TeamId { get; init; }

    /// <summary>Whether the bot is in it.</summary>
    public bool HasBot { get; init; } = true;

    /// <summary>Whether nobody may write, as in an archived team or under moderation.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The word for its kind in an activity.</summary>
    public string Type => Kind switch
    {
        TeamsPlaceKind.Personal => "personal",
        TeamsPlaceKind.GroupChat => "groupChat",
        _ => "channel",
    };

    /// <summary>The conversation's id as it stands in activities: in a channel it names the thread's first message.</summary>
    public string InThread(string? rootId) => Kind == TeamsPlaceKind.Channel && rootId is not null ? Id + ThreadMark + rootId : Id;

    /// <summary>The two parts of an id: the conversation, and the first message of a thread in it.</summary>
    public static (string Id, string? RootId) Split(string id)
    {
        var mark = id.IndexOf(ThreadMark, StringComparison.Ordinal);
        return mark < 0 ? (id, null) : (id[..mark], id[(mark + ThreadMark.Length)..]);
    }
}

/// <summary>A team. Its general channel has the team's own id.</summary>
internal sealed record TeamsTeam(string Id, string Name, string GroupId)
{
    public bool IsArchived { get; init; }
}
