using System.Text.Json;
using JitBot.Core.OnCall;

namespace JitBot.Exchange;

/// <summary>Wherein one service that knows who is on call differs from another.</summary>
/// <param name="Name">The door's name in findings and alerts, and what sentences about it begin with.</param>
/// <param name="BaseUrl">Where it is.</param>
/// <param name="AddressKey">The setting that says so.</param>
/// <param name="MaxAnswerBytes">The longest answer that can be right.</param>
/// <param name="PerMinute">How many calls we make in a minute at most.</param>
/// <param name="WaitHeader">The header that says, in seconds, for how long to ask nothing after 429.</param>
/// <param name="Json">How its answers are spelled.</param>
/// <param name="Refusal">What a status from 400 on means that has a meaning of its own there; null for the others.</param>
public sealed record OnCallService(
    string Name, Uri BaseUrl, string AddressKey, int MaxAnswerBytes, int PerMinute, string WaitHeader, JsonSerializerOptions Json, Func<int, OnCallAnswer.Refused?> Refusal);
