using System.Text.Json.Serialization;

namespace JitBot.Core.Operations;

/// <summary>
/// Something that is not as it should be and that people must know of: what it is and whom it is about, as far as it goes into words. What is
/// about one machine names it, since several may share a store. The discriminators are the storage format: never rename one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "condition")]
[JsonDerivedType(typeof(DiskFull), "disk-full")]
[JsonDerivedType(typeof(StoreOut), "store-out")]
[JsonDerivedType(typeof(Restored), "restored")]
[JsonDerivedType(typeof(ClockSuspect), "clock-suspect")]
[JsonDerivedType(typeof(RemovalsOverdue), "removals-overdue")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(SetAside), "set-aside")]
[JsonDerivedType(typeof(Unsigned), "unsigned")]
[JsonDerivedType(typeof(Unheard), "unheard")]
[JsonDerivedType(typeof(Unwritable), "unwritable")]
[JsonDerivedType(typeof(Unpaged), "unpaged")]
[JsonDerivedType(typeof(EditionRefused), "edition-refused")]
[JsonDerivedType(typeof(EditionWaits), "edition-waits")]
[JsonDerivedType(typeof(EditionDiffers), "edition-differs")]
[JsonDerivedType(typeof(Frozen), "frozen")]
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>The store lives on its reserve.</summary>
    public sealed record DiskFull(string Machine) : Condition;

    /// <summary>The store cannot be written or read; <paramref name="Why"/> is the store's own sentence for the operator.</summary>
    public sealed record StoreOut(string Machine, string Why) : Condition;

    /// <summary>The database is older than what was published of it; <paramref name="Resources"/> are the catalogue's, to be looked through.</summary>
    public sealed record Restored(RestoredBackup Backup, IReadOnlyList<string> Resources) : Condition;

    /// <summary>The wall clock is contradicted and no witness has confirmed it, or nobody has told the time yet (<paramref name="IsUnwitnessed"/>).</summary>
    public sealed record ClockSuspect(string Machine, bool IsUnwitnessed = false) : Condition;

    /// <summary>Removals at a provider fail: how many memberships, since when the oldest should be gone, and what came of its last try.</summary>
    public sealed record RemovalsOverdue(string Provider, int Count, DateTimeOffset Oldest, string What) : Condition;

    /// <summary>A provider, a chat platform or an on-call source refuses our credential or a right we need.</summary>
    public sealed record Refused(string Door, string What) : Condition
    {
        /// <summary>Whether the door is asked questions and nothing else; older lines do not say it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool AsksOnly { get; init; }
    }

    /// <summary>Effects failed too often and are set aside; <paramref name="First"/> is the key of the first.</summary>
    public sealed record SetAside(int Count, string First) : Condition;

    /// <summary>Checkpoints of the log cannot be written.</summary>
    public sealed record Unsigned(string Machine, string Why) : Condition;

    /// <summary>Nothing that happens at a chat platform reaches this machine; <paramref name="Why"/> is the room's own sentence for the operator.</summary>
    public sealed record Unheard(string Machine, string Door, string Why) : Condition;

    /// <summary>Cards cannot be posted in a channel; <paramref name="What"/> is what the platform answered.</summary>
    public sealed record Unwritable(string Platform, string Channel, string What) : Condition;

    /// <summary>The settings were saved and the catalogue in them is wrong; <paramref name="Faults"/> are the first of <paramref name="Count"/>.</summary>
    public sealed record EditionRefused(string Machine, int Count, IReadOnlyList<string> Faults) : Condition;

    /// <summary>An edition of the catalogue loosens something and waits for an operator's yes; <paramref name="What"/> are the entitlements.</summary>
    public sealed record EditionWaits(string Version, IReadOnlyList<string> What) : Condition;

    /// <summary>The settings of a machine are another edition of the catalogue than the one that was read last.</summary>
    public sealed record EditionDiffers(string Machine, string Version, string Latest) : Condition;

    /// <summary>Operators have stopped granting; who and why stands in the stream of freezes, where it can be erased.</summary>
    public sealed record Frozen : Condition;

    /// <summary>Nobody could be woken by a pager; <paramref name="What"/> is what it answered last.</summary>
    public sealed record Unpaged(string Pager, string What) : Condition;

    /// <summary>What it is about, whatever its numbers: one alert a key.</summary>
    [JsonIgnore]
    public string Key => this switch
    {
        DiskFull c => DiskKey(c.Machine),
        StoreOut c => StoreKey(c.Machine),
        Restored => RestoredKey,
        ClockSuspect c => ClockKey(c.Machine),
        RemovalsOverdue c => RemovalsKey(c.Provider),
        Refused c => DoorKey(c.Door),
        SetAside => SetAsideKey,
        Unsigned c => CheckpointKey(c.Machine),
        Unheard c => HearingKey(c.Machine, c.Door),
        Unwritable c => PlaceKey(c.Platform, c.Channel),
        Unpaged c => PagerKey(c.Pager),
        EditionRefused c => EditionKey(c.Machine),
        EditionWaits => EditionWaitsKey,
        EditionDiffers c => EditionDiffersKey(c.Machine),
        Frozen => FrozenKey,
        _ => throw new InvalidOperationException($"A condition without a key: {this}."),
    };

    /// <summary>The key of a restored database.</summary>
    public const string RestoredKey = "restored";

    /// <summary>The key of effects set aside.</summary>
    public const string SetAsideKey = "set-aside";

    /// <summary>The key of an edition that waits.</summary>
    public const string EditionWaitsKey = "edition-waits";

    /// <summary>The key of frozen granting.</summary>
    public const string FrozenKey = "frozen";

    /// <summary>The key of a full disk.</summary>
    public static string DiskKey(string machine) => $"disk/{machine}";

    /// <summary>The key of a store that is out.</summary>
    public static string StoreKey(string machine) => $"store/{machine}";

    /// <summary>The key of a clock.</summary>
    public static string ClockKey(string machine) => $"clock/{machine}";

    /// <summary>The key of a provider's removals.</summary>
    public static string RemovalsKey(string provider) => $"removals/{provider}";

    /// <summary>The key of a door's credential.</summary>
    public static string DoorKey(string door) => $"door/{door}";

    /// <summary>The key of a pager.</summary>
    public static string PagerKey(string pager) => $"pager/{pager}";

    /// <summary>The key of a channel.</summary>
    public static string PlaceKey(string platform, string channel) => $"place/{platform}/{channel}";

    /// <summary>The key of a machine's checkpoints.</summary>
    public static string CheckpointKey(string machine) => $"checkpoints/{machine}";

    /// <summary>The key of a chat platform that a machine does not hear.</summary>
    public static string HearingKey(string machine, string door) => $"hearing/{machine}/{door}";

    /// <summary>The key of the settings of a machine that are wrong.</summary>
    public static string EditionKey(string machine) => $"edition/{machine}";

    /// <summary>The key of the settings of a machine that are not those of the others.</summary>
    public static string EditionDiffersKey(string machine) => $"edition-differs/{machine}";
}
