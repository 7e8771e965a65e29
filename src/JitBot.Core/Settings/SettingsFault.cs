namespace JitBot.Core.Settings;

/// <summary>
/// One thing wrong in the settings: the full key, and in words what is wrong and what would be right. It never holds a value that may be
/// secret.
/// </summary>
public sealed record SettingsFault(string Key, string Wrong)
{
    /// <inheritdoc />
    public override string ToString() => $"{Key}: {Wrong}";
}
