namespace JitBot.Core.Chat;

/// <summary>
/// Something a chat platform delivered and we acknowledged once it was durable. <paramref name="Key"/> is the platform's own id of the
/// gesture, so that a repeated delivery is recognised; <paramref name="Payload"/> is what its room needs to act on it, free of tokens,
/// response addresses and other credentials.
/// </summary>
public sealed record Delivery(string Platform, string Key, string Kind, string Payload, DateTimeOffset ReceivedAt);
