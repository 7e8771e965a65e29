namespace JitBot.Engine;

/// <summary>How often something is logged that anybody who knocks can cause: so many lines a minute, so that nobody can fill the disk with them.</summary>
public sealed class LineBound(TimeProvider time)
{
    /// <summary>Whoever tries a door out sees every try; whoever floods it is one line in three seconds.</summary>
    public const int MostAMinute = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long _begun = time.GetTimestamp();
    private int _said;
    private int _unsaid;

    /// <summary>Whether a line may be logged now; <paramref name="unsaid"/> is how many were not since the last that was.</summary>
    public bool MaySay(out int unsaid)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_begun) >= Window)
                (_begun, _said) = (time.GetTimestamp(), 0);
            unsaid = _unsaid;
            if (_said >= MostAMinute)
            {
                _unsaid++;
                return false;
            }

            (_said, _unsaid) = (_said + 1, 0);
            return true;
        }
    }
}
