namespace JitBot.Core.Chat;

/// <summary>
/// A message about JitBot itself. <paramref name="Key"/> and <paramref name="Version"/> name it, so that a repeated post can be recognised.
/// </summary>
public sealed record Announcement(string Key, long Version, Words Words);
