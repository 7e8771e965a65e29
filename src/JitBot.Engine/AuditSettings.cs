using JitBot.Core.Chat;
using JitBot.Core.Settings;
using JitBot.Engine.Catalogue;
using JitBot.Engine.Operations;
using Microsoft.Extensions.Configuration;

namespace JitBot.Engine;

/// <summary>Where checkpoints go (settings key <c>Audit:Folder</c>; by default beside the database, if that is a file).</summary>
public sealed record AuditSettings(string Folder)
{
    /// <summary>The section's name.</summary>
    public const string Section = "Audit";

    /// <summary>Where checkpoints are posted as well (settings keys <c>Audit:…Channel</c>, one a chat platform); by default nowhere.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    /// <summary>The settings, or null with the faults. <paramref name="fallback"/> is the folder of the database, null if it has none; <paramref name="doors"/> are the chats that are on.</summary>
    public static AuditSettings? Read(IConfigurationSection section, string? fallback, CatalogueDoors doors, out IReadOnlyList<SettingsFault> faults)
    {
        var reader = new SettingsReader(Section, section.AsEnumerable(makePathsRelative: true));
        var folder = reader.Optional("Folder") ?? fallback ?? reader.Required("Folder",
            "give a folder for signed checkpoints and their key, like /var/lib/jitbot-audit; the database is no file beside which they could stand");
        var places = OperationsSettings.ChannelsIn(reader, doors);
        faults = reader.Faults();
        return faults.Count == 0 ? new AuditSettings(folder!) { Places = places } : null;
    }

    /// <summary>The private key checkpoints are signed with; made at the first start, readable by its owner alone.</summary>
    public string KeyFile => Path.Combine(Folder, "checkpoints.key");

    /// <summary>One signed checkpoint a line. Ship it elsewhere: it lays open a log that was cut off or rewritten.</summary>
    public string CheckpointFile => Path.Combine(Folder, "checkpoints.jsonl");
}
