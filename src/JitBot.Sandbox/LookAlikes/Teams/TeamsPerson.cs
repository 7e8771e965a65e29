using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>
/// Somebody in Teams. <paramref name="Id"/> is what this bot knows them by, the object id what the directory does
/// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context).
/// </summary>
internal sealed record TeamsPerson(string Id, string Handle, string TenantId)
{
    public string Name { get; init; } = Handle;

    /// <summary>The directory's id; nobody who joined without signing in has one.</summary>
    public string? ObjectId { get; init; }

    public string? Email { get; init; } = Handle + "@example.com";
    public string? UserPrincipalName { get; init; } = Handle + "@example.com";

    /// <summary>Where their clients are.</summary>
    public string TimeZone { get; init; } = "Europe/Zurich";

    /// <summary><c>user</c>, <c>guest</c> or <c>anonymous</c>.</summary>
    public string Role { get; init; } = "user";

    /// <summary>Another bot.</summary>
    public bool IsBot { get; init; }

    /// <summary>Whether the app is installed for this person.</summary>
    public bool HasApp { get; init; } = true;

    /// <summary>Whether a policy forbids the app for this person: nobody can install it for them.</summary>
    public bool IsAppForbidden { get; init; }

    /// <summary>Whether this person blocked the bot: the bot is not told.</summary>
    public bool HasBlocked { get; init; }

    /// <summary>As a member of a conversation; what is not known is not there.</summary>
    public JsonObject ToMember()
    {
        var names = Name.Split(' ', 2);
        var member = new JsonObject { ["id"] = Id, ["name"] = Name };
        if (ObjectId is null)
            return Ended(member);
        (member["objectId"], member["givenName"]) = (ObjectId, names[0]);
        if (names.Length > 1)
            member["surname"] = names[1];
        if (Email is not null)
            member["email"] = Email;
        if (UserPrincipalName is not null)
            member["userPrincipalName"] = UserPrincipalName;
        return Ended(member);
    }

    /// <summary>As the sender of an activity.</summary>
    public JsonObject ToAccount()
    {
        var account = new JsonObject { ["id"] = Id, ["name"] = Name };
        if (ObjectId is not null)
            account["aadObjectId"] = ObjectId;
        return account;
    }

    private JsonObject Ended(JsonObject member)
    {
        (member["tenantId"], member["userRole"]) = (TenantId, Role);
        return member;
    }
}
