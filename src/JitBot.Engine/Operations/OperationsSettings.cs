using JitBot.Core.Chat;
using JitBot.Core.Settings;
using JitBot.Engine.Catalogue;
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

    /// <summary>Who runs JitBot (settings key <c>Operations:Operators</c>): they may take any access away, and what loosens the catalogue waits for the yes of one of them. None by default.</summary>
    internal IReadOnlyList<RuleText> Operators { get; init; } = [];

    /// <summary>The addresses of the operators named in person.</summary>
    public IEnumerable<string> Addresses() => Operators.Where(rule => rule.Source == RuleText.Person).Select(rule => rule.Value);

    /// <summary>The settings, or null with the faults.</summary>
    public static OperationsSettings? Read(IConfigurationSection section, CatalogueDoors doors, out IReadOnlyList<SettingsFault> faults)
    {
        var reader = new SettingsReader(Section, section.AsEnumerable(makePathsRelative: true));
        var places = ChannelsIn(reader, doors);
        var operators = OperatorsIn(reader, doors);
        faults = reader.Faults();
        return faults.Count == 0 ? Default with { Places = places, Operators = operators } : null;
    }

    /// <summary>The channels that a section names, by <c>…Channel</c>.</summary>
    internal static IReadOnlyList<Place> ChannelsIn(SettingsReader reader, CatalogueDoors doors) =>
    [
        .. from platform in doors.Platforms let channel = ChannelSettings.One(reader, $"{platform}Channel", platform, doors)
           where channel is not null select new Place.Channel(platform, channel),
    ];

    private static List<RuleText> OperatorsIn(SettingsReader reader, CatalogueDoors doors)
    {
        const string Key = "Operators";
        if (reader.ListOfValues(Key).Count == 0)
            return [];
        var operators = RuleSettings.Read(reader, Key, doors, "person:<e-mail> or a group");
        if (operators.Any(rule => rule.Source == RuleText.Everyone))
            reader.Fault(Key, "names everyone; write person:<e-mail> or a group, because an operator may take any access away");
        return operators;
    }
}
