using System.Globalization;

namespace JitBot.Core.Settings;

/// <summary>A key of the settings as the steps that lead to it, with a colon between them; the empty one is the section's own.</summary>
internal static class KeyPath
{
    /// <summary>The key above this one.</summary>
    public static string ParentOf(string key) => key.LastIndexOf(':') is var end and >= 0 ? key[..end] : "";

    /// <summary>The last step of a key.</summary>
    public static string Last(string key) => key[(key.LastIndexOf(':') + 1)..];

    /// <summary>The key one step below another.</summary>
    public static string Join(string above, string step) => above.Length == 0 ? step : $"{above}:{step}";

    /// <summary>Whether a step is a place in a list.</summary>
    public static bool IsIndex(string step) => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
