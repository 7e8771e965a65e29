using System.Globalization;

namespace JitBot.Core.Settings;

/// <summary>
/// Reads the keys of one settings section and remembers everything that is wrong, so that all faults are reported at once. Give it the
/// section's pairs with relative keys; when every key has been read, <see cref="Faults"/> also names the keys nobody asked for.
/// </summary>
public sealed class SettingsReader(string section, IEnumerable<KeyValuePair<string, string?>> settings)
{
    /// <summary>
    /// A section of a room knows a few dozen keys, and all of them are named to whoever wrote another one. A catalogue knows some for each entitlement: there only those
    /// beside the wrong one are.
    /// </summary>
    private const int MostKnown = 100;

    private readonly Dictionary<string, string> _values = settings
        .Where(pair => pair.Key.Length > 0 && !string.IsNullOrWhiteSpace(pair.Value))
        .ToDictionary(pair => pair.Key, pair => pair.Value!.Trim(), StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SettingsFault> _faults = [];

    /// <summary>Everything wrong so far, and every key that was not asked for. Call it last.</summary>
    public IReadOnlyList<SettingsFault> Faults()
    {
        var unknown = _values.Keys.Where(key => !_asked.Contains(key)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count == 0)
            return [.. _faults];
        if (_asked.Count <= MostKnown)
            return [.. _faults, .. unknown.Select(key => Unknown(key, _asked))];
        var known = _asked.SelectMany(Steps).Distinct().ToLookup(step => step.Above, step => step.Last, StringComparer.OrdinalIgnoreCase);
        return [.. _faults, .. unknown.Select(key => Unknown(key, Beside(key, known)))];
    }

    /// <summary>The full name of a key of this section.</summary>
    public string FullKey(string key) => $"{section}:{key}";

    /// <summary>Notes a fault that only the room can see.</summary>
    public void Fault(string key, string wrong) => _faults.Add(new SettingsFault(FullKey(key), wrong));

    /// <summary>The value, or null if it is missing or empty, which is allowed.</summary>
    public string? Optional(string key)
    {
        _asked.Add(key);
        return _values.GetValueOrDefault(key);
    }

    /// <summary>The value; missing is a fault, and <paramref name="right"/> says what belongs there.</summary>
    public string? Required(string key, string right)
    {
        var value = Optional(key);
        if (value is null)
            Fault(key, $"is missing; {right}");
        return value;
    }

    /// <summary>A whole number within bounds, or the fallback if there is none.</summary>
    public int Number(string key, int fallback, int least, int most)
    {
        if (Optional(key) is not { } text)
            return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Fault(key, $"must be a whole number from {least} to {most}");
        return fallback;
    }

    /// <summary>Whether something is switched on: true or false, and off if nothing is said.</summary>
    public bool Switch(string key) => OneOf(key, "true", "false") == "true";

    /// <summary>The value, which must be one of those allowed, in the spelling of <paramref name="allowed"/>.</summary>
    public string? OneOf(string key, params string[] allowed)
    {
        var value = Optional(key);
        var found = allowed.FirstOrDefault(word => word.Equals(value, StringComparison.OrdinalIgnoreCase));
        if (value is not null && found is null)
            Fault(key, $"must be one of {string.Join(", ", allowed)}");
        return found;
    }

    /// <summary>
    /// The base address of a service, ending in a slash: https, or plain http for loopback hosts alone if
    /// <paramref name="plainOnLoopback"/>; null with a fault if it is anything else.
    /// </summary>
    public Uri? BaseUrl(string key, string? fallback, bool plainOnLoopback = true)
    {
        var text = Optional(key) ?? fallback;
        if (text is null)
        {
            Fault(key, "is missing; give the https address of the service");
            return null;
        }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !IsAllowed(url, plainOnLoopback))
        {
            Fault(key, plainOnLoopback
                ? "must be an https:// address without query, fragment or user (http:// is for loopback hosts alone)"
                : "must be an https:// address without query, fragment or user");
            return null;
        }
        return url.AbsolutePath.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
    }

    /// <summary>
    /// An address that may be a secret, query and all, so that no fault repeats it: https, or plain http for loopback hosts alone; null with a
    /// fault if it is anything else or missing.
    /// </summary>
    public Uri? Url(string key, string right)
    {
        if (Required(key, right) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && IsSafe(url, plainOnLoopback: true) && url.Fragment.Length == 0)
            return url;
        Fault(key, "must be an https:// address without user or fragment (http:// is for loopback hosts alone)");
        return null;
    }

    private static bool IsSafe(Uri url, bool plainOnLoopback) =>
        (url.Scheme == Uri.UriSchemeHttps || (plainOnLoopback && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) && url.UserInfo.Length == 0;

    private static bool IsAllowed(Uri url, bool plainOnLoopback) => IsSafe(url, plainOnLoopback) && url.Query.Length == 0 && url.Fragment.Length == 0;

    private SettingsFault Unknown(string key, IEnumerable<string> known) =>
        new(FullKey(key), $"is not a setting; known here: {string.Join(", ", known.Order(StringComparer.Ordinal))}");

    /// <summary>What is known below the nearest key above this one.</summary>
    private static IEnumerable<string> Beside(string key, ILookup<string, string> known)
    {
        var above = Above(key);
        while (above.Length > 0 && !known.Contains(above))
            above = Above(above);
        return known[above];
    }

    /// <summary>Each part of a key, with the key above it.</summary>
    private static IEnumerable<(string Above, string Last)> Steps(string key)
    {
        for (var rest = key; rest.Length > 0; rest = Above(rest))
            yield return (Above(rest), rest[(rest.LastIndexOf(':') + 1)..]);
    }

    private static string Above(string key) => key.LastIndexOf(':') is var end and >= 0 ? key[..end] : "";
}
