using JitBot.Simulation.Running;

namespace JitBot.Simulation.Faults;

/// <summary>Everything that can go wrong. The names stand in reports and on the command line.</summary>
internal enum Fault
{
    /// <summary>A store call takes long, so that others come between.</summary>
    StoreSlow,

    /// <summary>The store cannot be reached; nothing was written.</summary>
    StoreFailsBefore,

    /// <summary>The store wrote, and the answer was lost.</summary>
    StoreFailsAfter,

    /// <summary>The disk is full for a while: nothing may be granted.</summary>
    StoreHasNoRoom,

    /// <summary>A provider call takes long, perhaps longer than anybody waits.</summary>
    ProviderSlow,

    /// <summary>A call never reaches the provider.</summary>
    ProviderLosesCall,

    /// <summary>The provider acts, and the answer is lost.</summary>
    ProviderLosesAnswer,

    /// <summary>The caller gives up, and the effect lands long after.</summary>
    ProviderActsLate,

    /// <summary>429, with or without a time to wait.</summary>
    ProviderThrottles,

    /// <summary>Refused until somebody changes something.</summary>
    ProviderRefuses,

    /// <summary>Reads show an older picture.</summary>
    ProviderReadsLag,

    /// <summary>The provider is away, up to days.</summary>
    ProviderIsDown,

    /// <summary>The chat does not take a message.</summary>
    ChatFailsBefore,

    /// <summary>The chat took it, and the answer was lost.</summary>
    ChatFailsAfter,

    /// <summary>Teams says 429, 412 or 502.</summary>
    ChatThrottles,

    /// <summary>We are taken out of the channel in Teams for a while.</summary>
    ChatShutsOut,

    /// <summary>A card was deleted by somebody.</summary>
    ChatLosesMessage,

    /// <summary>A delivery comes twice or more.</summary>
    DeliveryRepeats,

    /// <summary>What was pressed in Teams comes again with another id and another time, half a minute later.</summary>
    DeliveryRenamed,

    /// <summary>A delivery is acknowledged, but the acknowledgement is lost.</summary>
    DeliveryAckLost,

    /// <summary>Deliveries arrive late and out of order.</summary>
    DeliveryLate,

    /// <summary>A process dies.</summary>
    Crash,

    /// <summary>A process stands still, from a millisecond to days.</summary>
    Pause,

    /// <summary>A machine sleeps: its monotonic clock stands still, too.</summary>
    Sleep,

    /// <summary>A wall clock is set wrong, up to days.</summary>
    ClockJumps,

    /// <summary>An administrator adds or removes a member.</summary>
    OutsideChange,

    /// <summary>Somebody is deactivated in the chat.</summary>
    Deactivation,

    /// <summary>The policy is edited: fewer approvers, more approvals, another group.</summary>
    PolicyEdit,
}

/// <summary>Which faults a world suffers, and how often each strikes; drawn by its seed (swarm testing: Groce et al., ISSTA 2012).</summary>
internal sealed class FaultMenu
{
    private readonly double[] _rates = new double[Enum.GetValues<Fault>().Length];

    /// <summary>No fault at all.</summary>
    public static FaultMenu Nothing => new();

    /// <summary>Whether the world is quiet: then every promise about time holds to the second.</summary>
    public bool IsEmpty => Array.TrueForAll(_rates, rate => rate <= 0);

    /// <summary>The faults that can strike.</summary>
    public IEnumerable<Fault> Faults => Enum.GetValues<Fault>().Where(fault => _rates[(int)fault] > 0);

    /// <summary>Draws the menu of a seed: one in ten worlds is quiet; in the others each fault is there or not, seldom or often.</summary>
    public static FaultMenu Draw(Dice dice)
    {
        var menu = new FaultMenu();
        if (dice.Hits(0.1))
            return menu;
        var share = 0.15 + (dice.Fraction() * 0.6);
        foreach (var fault in Enum.GetValues<Fault>())
        {
            var rate = Math.Pow(10, -3 + (dice.Fraction() * 2.6));
            menu._rates[(int)fault] = dice.Hits(share) ? rate : 0;
        }

        return menu;
    }

    /// <summary>How often the fault strikes, per occasion.</summary>
    public double Rate(Fault fault) => _rates[(int)fault];

    /// <summary>The same without some faults; the dice roll on as before.</summary>
    public FaultMenu Without(IEnumerable<Fault> faults)
    {
        var menu = new FaultMenu();
        _rates.CopyTo(menu._rates, 0);
        foreach (var fault in faults)
            menu._rates[(int)fault] = 0;
        return menu;
    }

    public void Clear() => Array.Clear(_rates);
}
