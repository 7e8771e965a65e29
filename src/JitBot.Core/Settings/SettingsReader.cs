using System.Globalization;

namespace JitBot.Core.Settings;

/// <summary>
/// Reads the keys of one settings section and remembers everything that is wrong, so that all faults are reported at once. Give it the
/// section's pairs with relative keys; when every key has been read, <see cref="Faults"/> also names the keys nobody asked for.
/// </summary>
public sealed class SettingsReader(string section, IEnumerable<KeyValuePair<string, string?>> settings)
{
    private readonly WrittenKeys _written = new(settings.Select(pair => pair.Key));

    private readonly Dictionary<string, string> _values = settings
        .Where(pair => pair.Key.Length > 0 && !string.IsNullOrWhiteSpace(pair.Value))
        .ToDictionary(pair => pair.Key, pair => pair.Value!.Trim(), StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _misshapen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SettingsFault> _faults = [];

    /// <summary>
    /// Everything wrong so far, and every key that was not asked for. Call it last. Where a value, a list or settings of their own stand for one another, that alone is said of
    /// the key: whatever else is missed there is there.
    /// </summary>
    public IReadOnlyList<SettingsFault> Faults()
    {
        var strange = _values.Keys.Where(key => !_asked.Contains(key) && !IsMisshapen(key)).Order(StringComparer.Ordinal).ToList();
        if (strange.Count == 0)
            return [.. _faults];
        var guess = new KeyGuess(new KeyTree(_asked, _lists));
        var judged = strange.Select(key => (Key: key, Judgement: guess.Judge(key))).GroupBy(each => each.Judgement.At, StringComparer.OrdinalIgnoreCase).Select(Merged).ToList();
        var misshapen = judged.Where(each => each.IsShape).Select(each => FullKey(each.At)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. _faults.Where(fault => !misshapen.Contains(fault.Key)), .. judged.Select(each => new SettingsFault(FullKey(each.At), each.Wrong))];
    }

    /// <summary>Whether the settings name anything below this key.</summary>
    public bool IsSection(string key) => _written.Below(key).Any();

    /// <summary>Says that a list of values belongs at this key, whether there is one or not; the keys of what stands in it, in order.</summary>
    public IReadOnlyList<string> ListOfValues(string key)
    {
        _lists.Add(key);
        return [.. _written.Below(key)];
    }

    /// <summary>The same for a list whose items have settings of their own; those of one item in the place of the list are a fault.</summary>
    public IReadOnlyList<string> ListOfSections(string key)
    {
        var items = ListOfValues(key);
        if (!items.Any(IsPartOfOne))
            return items;
        RejectShape(key, "holds the settings of one where a list of them belongs; write [ … ] around the { … }, also if it is the only one");
        return [];
    }

    /// <summary>Asks for all that <paramref name="read"/> asks for, so that it is known what belongs there, where nothing stands: that it is missed is no fault.</summary>
    public void Learn(Action read)
    {
        var before = _faults.Count;
        read();
        _faults.RemoveRange(before, _faults.Count - before);
    }

    /// <summary>The full name of a key of this section.</summary>
    public string FullKey(string key) => $"{section}:{key}";

    /// <summary>
    /// Notes a fault that only the room can see. Of a key whose shape was rejected nothing more is noted: what else is missed there, as in a list that is taken for
    /// empty, stands there in another shape.
    /// </summary>
    public void Fault(string key, string wrong)
    {
        if (!_misshapen.Contains(key))
            _faults.Add(new SettingsFault(FullKey(key), wrong));
    }

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

    /// <summary>Notes that something of another shape belongs at a key; nothing below it is looked at.</summary>
    private void RejectShape(string key, string wrong)
    {
        if (_misshapen.Add(key))
            _faults.Add(new SettingsFault(FullKey(key), wrong));
    }

    /// <summary>One judgement of all keys that it holds for: a slip above several keys is told of that slip, and one above a single key is told of the whole key.</summary>
    private static Judgement Merged(IEnumerable<(string Key, Judgement Judgement)> same)
    {
        var all = same.ToList();
        var (key, judgement) = all[0];
        return judgement.IsShape || all.Count > 1 ? judgement : judgement with { At = key };
    }

    private static bool IsSafe(Uri url, bool plainOnLoopback) =>
        (url.Scheme == Uri.UriSchemeHttps || (plainOnLoopback && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) && url.UserInfo.Length == 0;

    private static bool IsAllowed(Uri url, bool plainOnLoopback) => IsSafe(url, plainOnLoopback) && url.Query.Length == 0 && url.Fragment.Length == 0;

    /// <summary>Whether this stands where an item of a list belongs, but is a setting of an item: a name with a value, or with a list.</summary>
    private bool IsPartOfOne(string key) => !KeyPath.IsIndex(KeyPath.Last(key)) && (_values.ContainsKey(key) || _written.Below(key).Any(below => KeyPath.IsIndex(KeyPath.Last(below))));

    private bool IsMisshapen(string key) => _misshapen.Count > 0 && _misshapen.Any(above => key.StartsWith(above + ":", StringComparison.OrdinalIgnoreCase));
}
