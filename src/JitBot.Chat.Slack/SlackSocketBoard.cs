using JitBot.Core.Operations;

namespace JitBot.Chat.Slack;

/// <summary>Counts the connections that stand: with one, Slack is heard; with none it is said why.</summary>
internal sealed class SlackSocketBoard(HearingWitness witness)
{
    private readonly Lock _gate = new();
    private int _standing;

    public void Stands()
    {
        lock (_gate)
        {
            if (_standing++ == 0)
                witness.Hears(SlackChat.PlatformName);
        }
    }

    public void Fell(string why)
    {
        lock (_gate)
        {
            if (--_standing == 0)
                witness.HearsNothing(SlackChat.PlatformName, why);
        }
    }

    /// <summary>None could be opened.</summary>
    public void Failed(string why)
    {
        lock (_gate)
        {
            if (_standing == 0)
                witness.HearsNothing(SlackChat.PlatformName, why);
        }
    }
}
