using System.Text.Json;

namespace JitBot.OnCall.PagerDuty;

/// <summary>
/// A page of <c>GET /oncalls</c>. <paramref name="More"/> says whether there is another
/// (https://github.com/PagerDuty/developer-docs, REST-API, Pagination).
/// </summary>
internal sealed record PagerDutyOnCalls(IReadOnlyList<PagerDutyOnCall>? Oncalls, bool? More);

/// <summary>One user on call on one schedule, for one level of one escalation policy; without an end they are always on call.</summary>
internal sealed record PagerDutyOnCall(PagerDutyReference? User, PagerDutyReference? Schedule, DateTimeOffset? Start, DateTimeOffset? End);

/// <summary>Something named by its id; the summary is its name as people read it.</summary>
internal sealed record PagerDutyReference(string? Id, string? Summary);

/// <summary>The answer of <c>GET /users/{id}</c>.</summary>
internal sealed record PagerDutyUserAnswer(PagerDutyUser? User);

/// <summary>A user, of whom only what is compared and shown is read.</summary>
internal sealed record PagerDutyUser(string? Id, string? Name, string? Email);

/// <summary>The answer of <c>GET /schedules/{id}</c> and of <c>GET /v3/schedules/{id}</c>.</summary>
internal sealed record PagerDutyScheduleAnswer(PagerDutySchedule? Schedule);

/// <summary>A schedule; a shift-based one has the type <c>schedule_v3</c>.</summary>
internal sealed record PagerDutySchedule(string? Id, string? Type, string? Name, IReadOnlyList<PagerDutyReference>? EscalationPolicies);

/// <summary>How answers are spelled on the wire: snake_case.</summary>
internal static class PagerDutyJson
{
    internal static readonly JsonSerializerOptions Api = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
