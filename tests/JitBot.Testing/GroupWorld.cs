using JitBot.Core;
using JitBot.Core.People;
using JitBot.Sandbox.LookAlikes;

namespace JitBot.Testing;

/// <summary>
/// A group source and the service behind it: the one hole that a room fills to inherit <see cref="GroupSourceContract"/>. The service is an
/// HTTP look-alike; nothing here goes through the source under test.
/// </summary>
public abstract class GroupWorld(StoppedClock clock) : IAsyncDisposable
{
    /// <summary>The clock of the source and of the service.</summary>
    public StoppedClock Clock => clock;

    /// <summary>The source under test.</summary>
    public abstract IGroupSource Source { get; }

    /// <summary>A group that is there, as a rule writes it.</summary>
    public abstract string Group { get; }

    /// <summary>Another that is there, and in which nobody is.</summary>
    public abstract string EmptyGroup { get; }

    /// <summary>One in the right shape that is not there.</summary>
    public abstract string UnknownGroup { get; }

    /// <summary>Ids as nobody should write them.</summary>
    public abstract IReadOnlyList<string> WrongIds { get; }

    /// <summary>For how long the room may go by what it was told before.</summary>
    public virtual TimeSpan Remembers => TimeSpan.Zero;

    /// <summary>Texts that must never leave the room: tokens, secret addresses.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>The faults of the service, or null if it has others of its own.</summary>
    public abstract DirectoryFaults? Faults { get; }

    /// <summary>These people are in the group, and nobody else.</summary>
    public abstract void Fill(params IEnumerable<string> emails);

    /// <summary>The accounts of a person, where the source knows people by those.</summary>
    public virtual IReadOnlyList<AccountId> AccountsOf(string email) => [];

    /// <summary>The service refuses connections.</summary>
    public abstract Task GoDownAsync();

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
