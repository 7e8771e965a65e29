using JitBot.Core.Settings;

namespace JitBot.Engine.Catalogue;

/// <summary>Reads in which channels people are asked or told.</summary>
internal static class ChannelSettings
{
    /// <summary>The channels by platform. Where there are none, and nobody is named in person either, nobody could be asked.</summary>
    public static Dictionary<string, string> Read(SettingsReader reader, string stage, CatalogueDoors doors, IReadOnlyList<RuleText> approvers)
    {
        var channels = Read(reader, stage, doors);
        if (channels.Count == 0 && approvers.Count > 0 && doors.Platforms.Count > 0 && approvers.All(rule => rule.Source != RuleText.Person))
            reader.Fault(
                $"{stage}:{doors.Platforms.First()}Channel",
                "is missing, and no approver is named in person: nobody could be asked; give the id of the approvers' channel");
        return channels;
    }

    /// <summary>The channels by platform, if any.</summary>
    public static Dictionary<string, string> Read(SettingsReader reader, string at, CatalogueDoors doors)
    {
        var channels = new Dictionary<string, string>();
        foreach (var platform in doors.OtherPlatforms)
            reader.Optional($"{at}:{platform}Channel");
        foreach (var platform in doors.Platforms)
        {
            if (One(reader, $"{at}:{platform}Channel", platform, doors) is { } channel)
                channels[platform] = channel;
        }

        return channels;
    }

    /// <summary>A channel's id, if one is given; one that can be none is a fault.</summary>
    public static string? One(SettingsReader reader, string key, string platform, CatalogueDoors doors)
    {
        var channel = reader.Optional(key);
        if (channel is not null && doors.ChannelFaults.TryGetValue(platform, out var fault) && fault(channel) is { } wrong)
            reader.Fault(key, wrong);
        return channel;
    }
}
