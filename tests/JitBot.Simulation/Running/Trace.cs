using System.Globalization;

namespace JitBot.Simulation.Running;

/// <summary>What happened, as a running hash (FNV-1a, 64 bits) and, if wanted, as text. The same seed must give the same.</summary>
internal sealed class Trace(bool keepsText)
{
    private const ulong Prime = 1099511628211;
    private readonly List<string> _lines = [];

    public ulong Hash { get; private set; } = 14695981039346656037;

    public IReadOnlyList<string> Lines => _lines;

    public void Add(DateTimeOffset at, string who, string what)
    {
        Mix(at.UtcTicks.ToString(CultureInfo.InvariantCulture));
        Mix(who);
        Mix(what);
        if (keepsText)
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:MM-dd HH:mm:ss.fff} {who,-10} {what}"));
    }

    private void Mix(string text)
    {
        var hash = Hash;
        foreach (var character in text)
            hash = (hash ^ character) * Prime;
        Hash = (hash ^ 0xFF) * Prime;
    }
}
