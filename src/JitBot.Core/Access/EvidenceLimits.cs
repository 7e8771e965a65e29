using JitBot.Core.Chat;

namespace JitBot.Core.Access;

/// <summary>How much of a provider's log is told, and how patiently it is read.</summary>
public static class EvidenceLimits
{
    /// <summary>What a line of a thread holds and a reader takes in.</summary>
    public const int Told = 8;

    /// <summary>What the log keeps beside it, for whoever looks closer: some kilobytes.</summary>
    public const int Kinds = 50;

    /// <summary>A description is a few words and the name of an application.</summary>
    public const int Description = 80;

    /// <summary>
    /// Logs lag: Microsoft published 95 % within two minutes and 99 % within five for directory changes, and up to fifteen for sign-ins
    /// (https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-latencies).
    /// </summary>
    public static readonly TimeSpan ReadAfter = TimeSpan.FromMinutes(15);

    /// <summary>A log that cannot be read for so long is told as unread: the line is for people who still remember the incident.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(6);

    /// <summary>
    /// The description as it is kept: one line, readable, not too long, never empty, and without the quotes it is told in: an application can be
    /// named by whoever registers it, and must not look like two deeds.
    /// </summary>
    public static string Fit(string what) =>
        ReadableText.Fit(ReadableText.Clean(what).Replace('\n', ' ').Replace('“', '\'').Replace('”', '\''), Description, text => text.Length);
}
