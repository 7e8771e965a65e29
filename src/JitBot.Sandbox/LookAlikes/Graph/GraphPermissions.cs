namespace JitBot.Sandbox.LookAlikes.Graph;

/// <summary>
/// Which application permissions each call needs, any one of them (the tables of https://learn.microsoft.com/graph/api/user-list,
/// /group-get, /group-post-members, /group-delete-members, /user-delete, /group-delete, /directoryaudit-list, /signin-list, /directoryobject-checkmembergroups,
/// /directoryobject-getmembergroups, /user-revokesigninsessions,
/// /appcatalogs-list-teamsapps and /userteamwork-post-installedapps).
/// </summary>
internal static class GraphPermissions
{
    private static readonly string[] ReadUsers = ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];

    private static readonly string[] ChangeMembers = ["GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"];

    private static readonly string[] ReadGroups = [.. ChangeMembers, "GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"];

    private static readonly string[] DeleteUsers = ["User.ReadWrite.All", "Directory.ReadWrite.All"];

    private static readonly string[] DeleteGroups = ["Group.ReadWrite.All", "Directory.ReadWrite.All"];

    private static readonly string[] ReadApps = ["AppCatalog.Read.All", "AppCatalog.ReadWrite.All"];

    private static readonly string[] Install = ["TeamsAppInstallation.ReadWriteSelfForUser.All", "TeamsAppInstallation.ReadWriteForUser.All"];

    /// <summary>Whether one of the permissions allows the call.</summary>
    public static bool Allow(HttpRequest request, IReadOnlyList<string> roles) => Needed(request).Any(roles.Contains);

    private static string[] Needed(HttpRequest request)
    {
        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..];
        if (parts is ["auditLogs", ..])
            return ["AuditLog.Read.All"];
        var isOfUsers = parts is ["users", ..];
        return request.Method switch
        {
            "DELETE" when parts is ["groups", _, "members", _, "$ref"] => ChangeMembers,
            "DELETE" when isOfUsers || parts is ["groups", _, "members", _] => DeleteUsers,
            "DELETE" => DeleteGroups,
            "POST" when parts is ["groups", _, "members", "$ref"] => ChangeMembers,
            "POST" when parts is ["users", _, "teamwork", "installedApps"] => Install,
            "POST" when parts is ["users", _, "revokeSignInSessions"] => ["User.RevokeSessions.All"],
            "POST" => ReadGroups,
            "GET" when parts is ["appCatalogs", ..] => ReadApps,
            _ => isOfUsers ? ReadUsers : ReadGroups,
        };
    }
}
