using JitBot.Core.Checkup;

namespace JitBot.Providers.Entra;

/// <summary>
/// The application permissions JitBot needs, against those it has (https://learn.microsoft.com/graph/permissions-reference). What is too
/// much is not harmless: with a right to write users, one wrong address deletes a person instead of a membership.
/// </summary>
internal static class EntraRights
{
    private const string ReadsUsers = "User.Read.All";
    private const string ChangesMembers = "GroupMember.ReadWrite.All";

    /// <summary>Enough to look at groups; what may be changed then comes from elsewhere.</summary>
    private const string ReadsGroups = "GroupMember.Read.All";

    private const string ReadsLog = "AuditLog.Read.All";

    private const string EndsSessions = "User.RevokeSessions.All";

    private const string Place = "under API permissions of the app registration (Microsoft Graph, application permissions)";

    /// <summary>Each need with the wider rights that serve it as well.</summary>
    private static readonly (string Need, string Without, string[] Wider)[] Always =
    [
        (ReadsUsers, "nobody is found in the directory", ["User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"]),
        (ChangesMembers, "nobody can be added to a group or removed from one", ["Group.ReadWrite.All", "Directory.ReadWrite.All"]),
    ];

    /// <summary>What a program that reads the log needs as well.</summary>
    private static readonly (string Need, string Without, string[] Wider) Log = (ReadsLog, "no thread tells what was done with the access", []);

    /// <summary>What a program needs as well where a policy signs people out.</summary>
    private static readonly (string Need, string Without, string[] Wider) Sessions = (EndsSessions, "nobody is signed out everywhere at the end", []);

    /// <summary>What is missing and what is too much; one good word if neither is.</summary>
    public static IEnumerable<Finding> Judge(IReadOnlyCollection<string> roles, bool readsLog, bool signsOut = false)
    {
        List<(string Need, string Without, string[] Wider)> all = [.. Always];
        if (readsLog)
            all.Add(Log);
        if (signsOut)
            all.Add(Sessions);
        var needs = all.ToArray();
        var missing = needs.Where(each => !roles.Contains(each.Need) && !each.Wider.Any(roles.Contains)).Select(each => Missing(each.Need, each.Without, roles)).ToList();
        var excess = roles.Where(role => role is not ReadsGroups && !needs.Any(each => each.Need == role)).Order(StringComparer.Ordinal).Select(role => Excess(role, roles)).ToList();
        return missing.Count + excess.Count > 0
            ? [.. missing, .. excess]
            : [Finding.Good(CheckKind.Right, EntraSetup.Section, $"the app has {Listed(needs)}, and no right beyond")];
    }

    private static Finding Missing(string need, string without, IReadOnlyCollection<string> roles) =>
        need == ChangesMembers && roles.Contains(ReadsGroups)
            ? Finding.Warn(CheckKind.Right, EntraSetup.Section,
                $"the app has {ReadsGroups} and not {need}: it can change only groups that it owns, or that lie in an administrative unit in which it is Groups Administrator",
                "see that each group of the catalogue is one of these; that cannot be tried without changing one")
            : Finding.Bad(CheckKind.Right, EntraSetup.Section, $"the permission {need} is missing: {without}", $"add {need} {Place} and grant admin consent");

    private static Finding Excess(string role, IReadOnlyCollection<string> roles)
    {
        var instead = Always.Where(each => each.Wider.Contains(role) && !roles.Contains(each.Need)).Select(each => $"add {each.Need}, ");
        var todo = $"{string.Concat(instead)}remove {role} {Place} and grant admin consent again";
        return role.Contains("Write", StringComparison.Ordinal) || !role.Contains("Read", StringComparison.Ordinal)
            ? Finding.Bad(CheckKind.Right, EntraSetup.Section, $"the permission {role} is more than JitBot needs, and can do harm", todo)
            : Finding.Warn(CheckKind.Right, EntraSetup.Section, $"the permission {role} is more than JitBot needs", todo);
    }

    private static string Listed((string Need, string Without, string[] Wider)[] needs) =>
        $"{string.Join(", ", needs[..^1].Select(each => each.Need))} and {needs[^1].Need}";
}
