namespace JitBot.Benchmarks.Http;

/// <summary>
/// What the load generator is told: where to send which requests (a file of <see cref="RequestFile"/>), whether they may be sent again when they have all been
/// sent, by which others the program is warmed first (null if it is warm), whether it is killed at the moment at which the last is answered, and whose use of the
/// machine is read before and after.
/// </summary>
internal sealed record LoadPlan(int Port, string Requests, bool MayRepeat, string? Warming, bool Kills, Meter Meter)
{
    /// <summary>As many as a busy proxy keeps open.</summary>
    public const int Connections = 32;

    /// <summary>A second, in the open loop; far more than the busiest workspace sends.</summary>
    public const int Rate = 1_000;

    /// <summary>Long enough for the runtime to have counted what runs often and compiled it anew; the two cores are shared with whoever sends.</summary>
    public static readonly TimeSpan Warm = TimeSpan.FromSeconds(2);

    /// <summary>The same for what these requests alone use.</summary>
    public static readonly TimeSpan WarmOpen = TimeSpan.FromSeconds(0.5);

    public static readonly TimeSpan Open = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan WarmClosed = TimeSpan.FromSeconds(0.3);
    public static readonly TimeSpan Closed = TimeSpan.FromSeconds(1);

    /// <summary>Of requests that may not be sent again, what is left for the closed loop goes to its warming by this part at most.</summary>
    public const int WarmPart = 5;

    /// <summary>So many more are sent before it is killed, so that the kill falls amid writing.</summary>
    public const int Last = 10 * Connections;
}

/// <summary>What one loop came to: how many were answered, how long it took, each request's latency, and what the measured program used meanwhile.</summary>
internal sealed record LoadFigures(int Answered, double Seconds, double P50, double P99, double ProcessorMilliseconds, double AllocatedBytes)
{
    public double PerSecond => Answered / Seconds;

    public double ProcessorEach => ProcessorMilliseconds * 1_000 / Answered;

    public double AllocatedEach => AllocatedBytes / Answered;
}

/// <summary>What a whole plan came to; <paramref name="Sent"/> counts all requests, those that warmed too, and each of them was answered.</summary>
internal sealed record LoadResult(int Sent, LoadFigures Open, LoadFigures Closed);
