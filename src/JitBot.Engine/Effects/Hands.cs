using JitBot.Core.Effects;

namespace JitBot.Engine.Effects;

/// <summary>How many effects are at work at each door.</summary>
internal sealed class Hands
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _busy = new(StringComparer.Ordinal);

    /// <summary>Puts one more to work unless the door has no hand free for this lane; the hand of one that is just ending there can count as free.</summary>
    public bool TryBegin(string door, Lane lane, bool besidesOneEnding = false)
    {
        lock (_gate)
        {
            var busy = _busy.GetValueOrDefault(door);
            if (busy - (besidesOneEnding ? 1 : 0) >= WorkerLimits.Share(lane))
                return false;
            _busy[door] = busy + 1;
            return true;
        }
    }

    /// <summary>One has finished.</summary>
    public void End(string door)
    {
        lock (_gate)
            _busy[door]--;
    }
}
