using System.Text;
using JitBot.Core.Settings;

namespace JitBot.Host;

/// <summary>Everything that is wrong in the settings, section by section, and where settings may stand.</summary>
internal static class SettingsReport
{
    /// <summary>In words. What looks like a credential in the wrong place is not repeated.</summary>
    public static string Of(IReadOnlyList<SettingsFault> faults)
    {
        var scrubber = new Scrubber([]);
        var text = new StringBuilder(faults.Count == 1 ? "One setting is wrong.\n" : $"{faults.Count} settings are wrong.\n");
        foreach (var section in faults.GroupBy(fault => fault.Key.Split(':')[0], StringComparer.OrdinalIgnoreCase))
        {
            text.Append($"\n{scrubber.Clean(section.Key)}\n");
            foreach (var fault in section)
                text.Append($"  {scrubber.Clean(fault.ToString())}\n");
        }

        return text.Append($"\n{HostSettings.Places}").ToString();
    }
}
