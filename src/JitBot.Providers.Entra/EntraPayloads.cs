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

/// <summary>A reference to an object, as members are added.</summary>
internal sealed record GraphReference([property: JsonPropertyName("@odata.id")] string Id);

/// <summary>The question of checkMemberGroups.</summary>
internal sealed record GraphGroupIds(IReadOnlyList<string> GroupIds);

/// <summary>The answer of checkMemberGroups.</summary>
internal sealed record GraphIds(IReadOnlyList<string>? Value);

/// <summary>An error (https://learn.microsoft.com/graph/errors).</summary>
internal sealed record GraphErrorBody(GraphError? Error);

/// <summary>An error's code and its text for developers.</summary>
internal sealed record GraphError(string? Code, string? Message);

/// <summary>The wire format of this room.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GraphUsers))]
[JsonSerializable(typeof(GraphGroup))]
[JsonSerializable(typeof(GraphReference))]
[JsonSerializable(typeof(GraphGroupIds))]
[JsonSerializable(typeof(GraphIds))]
[JsonSerializable(typeof(GraphErrorBody))]
internal sealed partial class EntraJson : JsonSerializerContext;
