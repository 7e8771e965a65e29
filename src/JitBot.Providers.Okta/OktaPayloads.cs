using System.Text.Json;

namespace JitBot.Providers.Okta;

/// <summary>A user as <c>GET /api/v1/users</c> shows it; of the profile only what is compared.</summary>
internal sealed record OktaUser(string? Id, string? Status, OktaProfile? Profile);

/// <summary>The two places where a person's e-mail address may stand, and the two where their manager may.</summary>
internal sealed record OktaProfile(string? Login, string? Email, string? ManagerId = null, string? Manager = null);

/// <summary>A group; only <c>OKTA_GROUP</c> is ours to change.</summary>
internal sealed record OktaGroup(string? Id, string? Type, OktaGroupProfile? Profile);

/// <summary>A group's name as people know it.</summary>
internal sealed record OktaGroupProfile(string? Name);

/// <summary>An admin role of an account.</summary>
internal sealed record OktaRole(string? Type, string? Label);

/// <summary>A group rule: while it is active, Okta itself decides who is in the groups it assigns.</summary>
internal sealed record OktaRule(string? Name, string? Status, OktaRuleActions? Actions);

/// <summary>What a rule does.</summary>
internal sealed record OktaRuleActions(OktaRuleAssignment? AssignUserToGroups);

/// <summary>The groups a rule feeds.</summary>
internal sealed record OktaRuleAssignment(IReadOnlyList<string>? GroupIds);

/// <summary>An entry of the System Log; of who and what it was about only what is told.</summary>
internal sealed record OktaLogEntry(
    string? EventType, string? DisplayMessage, OktaLogActor? Actor, OktaLogOutcome? Outcome, IReadOnlyList<OktaLogTarget>? Target);

/// <summary>Who did it.</summary>
internal sealed record OktaLogActor(string? Id);

/// <summary>How it ended: SUCCESS, FAILURE, DENY and others.</summary>
internal sealed record OktaLogOutcome(string? Result);

/// <summary>What it was about, by type: User, AppInstance and many others.</summary>
internal sealed record OktaLogTarget(string? Type, string? DisplayName);

/// <summary>An error of the management API (https://developer.okta.com/docs/reference/error-codes/).</summary>
internal sealed record OktaError(string? ErrorCode, string? ErrorSummary, string? ErrorId);

/// <summary>An answer of the token endpoint, good or bad (RFC 6749 §5).</summary>
internal sealed record OktaTokenAnswer(string? AccessToken, string? TokenType, int? ExpiresIn, string? Error, string? ErrorDescription);

/// <summary>How the two kinds of answer are spelled on the wire.</summary>
internal static class OktaJson
{
    /// <summary>The management API: camelCase.</summary>
    internal static readonly JsonSerializerOptions Api = new(JsonSerializerDefaults.Web);

    /// <summary>The token endpoint: snake_case.</summary>
    internal static readonly JsonSerializerOptions Token = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
