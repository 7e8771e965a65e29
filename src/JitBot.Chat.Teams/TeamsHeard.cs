using System.Collections.Concurrent;

namespace JitBot.Chat.Teams;

/// <summary>
/// Which messages were heard a short while ago, for what must not wait in the inbox and yet be done once: Teams sends a message again whose
/// answer it waited fifteen seconds for (https://learn.microsoft.com/microsoftteams/platform/bots/bot-basics).
/// </summary>
internal sealed class TeamsHeard(TimeProvider time)
{
    /// <summary>Longer than Teams tries, whatever it waits in between.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <summary>More than anybody types in that time; when it is full, what is old goes, and if nothing is, everything.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _heard = new(StringComparer.Ordinal);

    /// <summary>Whether this one is heard for the first time.</summary>
    public bool IsNew(string message)
    {
        var now = time.GetUtcNow();
        if (_heard.TryGetValue(message, out var at) && now - at >= Kept)
            Forget(message);
        if (_heard.Count >= Most)
            MakeRoom(now);
        return _heard.TryAdd(message, now);
    }

    /// <summary>Nothing came of it: it may come again.</summary>
    public void Forget(string message) => _heard.TryRemove(message, out _);

    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (message, at) in _heard)
        {
            if (now - at >= Kept)
                Forget(message);
        }

        if (_heard.Count >= Most)
            _heard.Clear();
    }
}
