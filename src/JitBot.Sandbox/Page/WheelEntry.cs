using JitBot.Core.Effects;

namespace JitBot.Sandbox.Page;

/// <summary>A pending effect as it stands in the host's database.</summary>
internal sealed record WheelEntry(Effect Effect, DateTimeOffset DueAt, int Attempts, bool IsSetAside, string? Error);

/// <summary>A request as it stands in the host's database, with its requester's name.</summary>
internal sealed record KnownRequest(string Handle, string Entitlement, string Requester);
