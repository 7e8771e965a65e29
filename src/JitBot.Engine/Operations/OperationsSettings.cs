using JitBot.Core.Chat;
using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;

namespace JitBot.Engine.Operations;

/// <summary>
/// Where people are told of JitBot's own troubles (settings keys <c>Operations:…Channel</c>, one a chat platform); none: where the catalogue's
/// approvers are asked. <paramref name="Machine"/> is the name under which this machine is spoken of.
/// </summary>
public sealed record OperationsSettings(IReadOnlyList<Place> Places, string Machine)
{
    /// <summary>The section's name.</summary>
    public const string Section = "Operations";

    /// <summary>No channel of its own.</summary>
    public static OperationsSettings Default => new([], Environment.MachineName);

    /// <summary>The settings, or null with the faults.</summary>
    public static OperationsSettings? Read(IConfigurationSection section, IEnumerable<string> platforms, out IReadOnlyList<SettingsFault> faults)
    {
        var reader = new SettingsReader(Section, section.AsEnumerable(makePathsRelative: true));
        var places = ChannelsIn(reader, platforms);
        faults = reader.Faults();
        return faults.Count == 0 ? Default with { Places = places } : null;
    }

    /// <summary>The channels that a section names, by <c>…Channel</c>.</summary>
    internal static IReadOnlyList<Place> ChannelsIn(SettingsReader reader, IEnumerable<string> platforms) =>
        [.. from platform in platforms let channel = reader.Optional($"{platform}Channel") where channel is not null select new Place.Channel(platform, channel)];
}
