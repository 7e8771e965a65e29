using JitBot.Core.Checkup;

namespace JitBot.Core;

/// <summary>
/// Looks whether what a room needs of the world outside is there, and whether anything is there that it had better not have. It changes
/// nothing anywhere, works beside a running JitBot, and words every finding without secrets.
/// </summary>
public interface ICheckup
{
    /// <summary>What is looked at, as people call it.</summary>
    string Door { get; }

    /// <summary>
    /// The findings, each as soon as it is known. The first says whether the door is reached at all; if it is not, nothing follows.
    /// </summary>
    IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, CancellationToken ct);
}
