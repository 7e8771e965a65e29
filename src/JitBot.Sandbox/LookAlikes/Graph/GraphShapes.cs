namespace JitBot.Sandbox.LookAlikes.Graph;

/// <summary>Objects as Graph shows them: what was selected, or the default set, in which some properties are missing.</summary>
internal static class GraphShapes
{
    private static readonly string[] UserDefaults = ["id", "displayName", "mail", "userPrincipalName"];

    private static readonly string[] GroupDefaults =
    [
        "id", "displayName", "groupTypes", "membershipRule", "onPremisesSyncEnabled", "mailEnabled", "securityEnabled",
        "isAssignableToRole",
    ];

    public static Dictionary<string, object?> Of(GraphPerson person, string? select) => Selected(select, UserDefaults, new()
    {
        ["id"] = person.Id,
        ["displayName"] = person.DisplayName,
        ["mail"] = person.Mail,
        ["userPrincipalName"] = person.UserPrincipalName,
        ["userType"] = person.UserType,
        ["accountEnabled"] = person.AccountEnabled,
    });

    public static Dictionary<string, object?> Of(GraphTeam group, string? select) => Selected(select, GroupDefaults, new()
    {
        ["id"] = group.Id,
        ["displayName"] = group.DisplayName,
        ["groupTypes"] = group.GroupTypes ?? [],
        ["membershipRule"] = group.MembershipRule,
        ["onPremisesSyncEnabled"] = group.OnPremisesSyncEnabled,
        ["mailEnabled"] = group.MailEnabled,
        ["securityEnabled"] = group.SecurityEnabled,
        ["isAssignableToRole"] = group.IsAssignableToRole,
    });

    private static Dictionary<string, object?> Selected(string? select, string[] defaults, Dictionary<string, object?> all) =>
        (string.IsNullOrEmpty(select) ? defaults : select.Split(',')).Where(all.ContainsKey).ToDictionary(name => name, name => all[name]);
}
