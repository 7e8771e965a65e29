using System.Text.Json;
using System.Text.Json.Serialization;

namespace JitBot.Providers.Entra;

/// <summary>A user as we ask for one (https://learn.microsoft.com/graph/api/resources/user).</summary>
internal sealed record GraphUser(string? Id, string? Mail, string? UserPrincipalName, string? UserType, bool? AccountEnabled);

/// <summary>A page of users.</summary>
internal sealed record GraphUsers(
    IReadOnlyList<GraphUser>? Value,
    [property: JsonPropertyName("@odata.nextLink")] string? NextLink);

/// <summary>A group as we ask for one (https://learn.microsoft.com/graph/api/resources/group).</summary>
internal sealed record GraphGroup(
    string? Id,
    string? DisplayName,
    IReadOnlyList<string>? GroupTypes,
    string? MembershipRule,
    bool? OnPremisesSyncEnabled,
    bool? MailEnabled,
    bool? SecurityEnabled,
    bool? IsAssignableToRole);

/// <summary>A page of what is in a group (https://learn.microsoft.com/graph/api/group-list-transitivemembers).</summary>
internal sealed record GraphMembers(
    IReadOnlyList<GraphMember>? Value,
    [property: JsonPropertyName("@odata.nextLink")] string? NextLink);

/// <summary>What is in a group: a person, another group, a device.</summary>
internal sealed record GraphMember([property: JsonPropertyName("@odata.type")] string? Type);

/// <summary>A page of the audit log (https://learn.microsoft.com/graph/api/resources/directoryaudit).</summary>
internal sealed record GraphAudits(
    IReadOnlyList<GraphAudit>? Value,
    [property: JsonPropertyName("@odata.nextLink")] string? NextLink);

/// <summary>A change somebody made; of whom and what it was about only what is told.</summary>
internal sealed record GraphAudit(string? ActivityDisplayName, string? Result, GraphInitiator? InitiatedBy);

/// <summary>Who made it.</summary>
internal sealed record GraphInitiator(GraphInitiatingUser? User);

/// <summary>A person who made it.</summary>
internal sealed record GraphInitiatingUser(string? Id);

/// <summary>A page of the sign-in log (https://learn.microsoft.com/graph/api/resources/signin).</summary>
internal sealed record GraphSignIns(
    IReadOnlyList<GraphSignIn>? Value,
    [property: JsonPropertyName("@odata.nextLink")] string? NextLink);

/// <summary>A sign-in to an application; an error code of 0 is a success.</summary>
internal sealed record GraphSignIn(string? UserId, string? AppDisplayName, GraphSignInStatus? Status);

/// <summary>How a sign-in ended.</summary>
internal sealed record GraphSignInStatus(int? ErrorCode);

/// <summary>A reference to an object, as members are added.</summary>
internal sealed record GraphReference([property: JsonPropertyName("@odata.id")] string Id);

/// <summary>The question of checkMemberGroups.</summary>
internal sealed record GraphGroupIds(IReadOnlyList<string> GroupIds);

/// <summary>The question of getMemberGroups.</summary>
internal sealed record GraphWhichGroups(bool SecurityEnabledOnly);

/// <summary>The answer of checkMemberGroups and getMemberGroups.</summary>
internal sealed record GraphIds(IReadOnlyList<string>? Value);

/// <summary>An error (https://learn.microsoft.com/graph/errors).</summary>
internal sealed record GraphErrorBody(GraphError? Error);

/// <summary>An error's code and its text for developers.</summary>
internal sealed record GraphError(string? Code, string? Message);

/// <summary>The wire format of this room.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GraphUsers))]
[JsonSerializable(typeof(GraphGroup))]
[JsonSerializable(typeof(GraphMembers))]
[JsonSerializable(typeof(GraphAudits))]
[JsonSerializable(typeof(GraphSignIns))]
[JsonSerializable(typeof(GraphReference))]
[JsonSerializable(typeof(GraphGroupIds))]
[JsonSerializable(typeof(GraphWhichGroups))]
[JsonSerializable(typeof(GraphIds))]
[JsonSerializable(typeof(GraphErrorBody))]
internal sealed partial class EntraJson : JsonSerializerContext;
