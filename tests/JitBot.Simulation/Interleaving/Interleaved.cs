using System.Globalization;

namespace JitBot.Simulation.Interleaving;

/// <summary>How far a request has come when two deeds come to it.</summary>
internal enum Setting
{
    /// <summary>It waits for a decision.</summary>
    Pending,

    /// <summary>It is in force.</summary>
    Active,

    /// <summary>It is in force, and more time waits for a decision.</summary>
    Extending,
}

/// <summary>Two deeds, in which setting, and whether one process or two take them.</summary>
internal sealed record Interleaved(Deed First, Deed Second, Setting Setting, bool OnTwo)
{
    private static readonly Deed[] Anyhow = [Deed.PolicyEdit, Deed.Deactivate, Deed.Freeze];
    private static readonly Deed[] Deciding = [Deed.Approve, Deed.Deny, Deed.Withdraw];
    private static readonly Deed[] Having = [Deed.Extend, Deed.Return, Deed.Revoke, Deed.Expire];

    /// <summary>Every ordered pair of deeds, a deed with itself too, where both can be.</summary>
    public static IReadOnlyList<Interleaved> All { get; } = [.. from first in Enum.GetValues<Deed>()
        from second in Enum.GetValues<Deed>()
        from onTwo in new[] { false, true }
        select new Interleaved(first, second, SettingOf(first, second), onTwo)];

    /// <summary>As it is called on the command line, and in reports.</summary>
    public string Name => $"{NameOf(First)} x {NameOf(Second)}, {(OnTwo ? "two replicas" : "one replica")}";

    public override string ToString() => Name;

    private static Setting SettingOf(Deed first, Deed second)
    {
        Deed[] both = [first, second];
        if (!both.Any(Having.Contains))
            return Setting.Pending;
        return both.Any(Deciding.Contains) ? Setting.Extending : Setting.Active;
    }

    private static string NameOf(Deed deed) => deed == Deed.PolicyEdit ? "policy edit" : deed.ToString().ToLower(CultureInfo.InvariantCulture);
}
