namespace JitBot.Chat.Slack;

/// <summary>The limits of Socket Mode, Slack's (https://docs.slack.dev/apis/events-api/using-socket-mode) and our own.</summary>
internal static class SlackSocketLimits
{
    /// <summary>
    /// Connections of one process: with two, one can end at any time and the other hears. Slack lets an app have ten, so that five processes
    /// can share it; while one is renewed it counts twice.
    /// </summary>
    public const int Connections = 2;

    /// <summary>As over HTTP: Slack's largest payload, a form of 250 kB with its state, is far smaller.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Envelopes of one connection in hand at once; more are read when one is answered.</summary>
    public const int MostInHand = 32;

    /// <summary>Slack waits three seconds for an acknowledgement; what takes longer is delivered again or told to the person.</summary>
    public static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromSeconds(3);

    /// <summary>The greeting comes within moments of the handshake.</summary>
    public static readonly TimeSpan GreetingWithin = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Slack announces an end about ten seconds ahead: so long the old connection is listened to after the new one stands, unless Slack
    /// closes it before.
    /// </summary>
    public static readonly TimeSpan OldIsHeardFor = TimeSpan.FromSeconds(10);

    /// <summary>A close that the other side does not answer is not waited for longer: Slack is known to leave it unanswered.</summary>
    public static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(1);

    /// <summary>How often we ask whether the other side is still there, and how long we wait for a sign: a dead line is noticed in half a minute.</summary>
    public static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    /// <inheritdoc cref="PingEvery" />
    public static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(20);

    /// <summary>The wait after the first failure; it doubles with each.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    /// <summary>No wait of our own is longer: people are waiting to be heard. Opening once a minute is allowed at any rate.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>No service asks for longer in earnest; a header that does must not silence us.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>At the process's end what is in hand gets as long as the doors for everybody else stay open; the engine's six seconds come after it.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(2);
}
