using JitBot.Core.Time;

namespace JitBot.Core.Checkup;

/// <summary>What a difference between our clock and a door's means.</summary>
public static class ClockDifference
{
    private const string SetRight = "synchronise this machine's clock (NTP: chrony, systemd-timesyncd or the hypervisor's) and run doctor again";

    /// <summary>An answer's time counts whole seconds and was on its way for up to some more; within this nothing is wrong.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(5);

    /// <summary>The finding for an answer that carried <paramref name="theirs"/> and was received at <paramref name="ours"/>.</summary>
    public static Finding Judge(string door, DateTimeOffset theirs, DateTimeOffset ours)
    {
        var ahead = ours - theirs;
        if (ahead.Duration() <= OnTheWay)
            return Finding.Good(CheckKind.Clock, door, "our clock agrees with its own");
        var seconds = (long)ahead.Duration().TotalSeconds;
        var off = $"our clock is {seconds} seconds {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} its own";
        return ahead.Duration() > ClockWitness.Tolerance
            ? Finding.Bad(CheckKind.Clock, door, $"{off}: nothing is granted while it is", SetRight)
            : Finding.Warn(CheckKind.Clock, door, off, SetRight);
    }
}
