using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.Chat.Slack;

/// <summary>The Slack room: on if the settings have a section "Slack".</summary>
public static class SlackSetup
{
    internal const string DefaultApi = "https://slack.com/api/";

    /// <summary>Everything wrong in the section, at once.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section) => SlackOptions.Read(section).Faults;
}
