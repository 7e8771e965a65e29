namespace JitBot.Core.OnCall;

/// <summary>
/// Who is on call, and as of when that was asked. <paramref name="IsLive"/> is false for an answer from before the source went down: it serves to
/// break glass and to be shown as such, and gives nobody a vote.
/// </summary>
public sealed record OnCallView(OnCallRoster Roster, DateTimeOffset AsOf, bool IsLive);
