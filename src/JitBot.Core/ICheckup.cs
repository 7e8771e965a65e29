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
    /// The findings, each as soon as it is known. A door that does not let us in yields a bad <see cref="CheckKind.Reach"/> (a store, a bad
    /// <see cref="CheckKind.Store"/>), whatever else it yields: who is told of some kinds alone must not take silence for a good word.
    /// </summary>
    IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, CancellationToken ct);
}
