using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Sandbox.LookAlikes;

namespace JitBot.Testing;

/// <summary>A pager and the service behind it: the one hole that a room fills to inherit <see cref="PagerContract"/>.</summary>
public abstract class PagerWorld(StoppedClock clock) : IAsyncDisposable
{
    public StoppedClock Clock => clock;

    /// <summary>The pager under test.</summary>
    public abstract IPager Pager { get; }

    /// <summary>The room's checkup.</summary>
    public abstract ICheckup Checkup { get; }

    /// <summary>The summaries of those whom somebody was woken for, by the page's id: a repetition wakes nobody.</summary>
    public abstract IReadOnlyDictionary<string, string> Woken { get; }

    /// <summary>The details of such a page.</summary>
    public abstract string? DetailOf(string id, string name);

    public abstract DirectoryFaults Faults { get; }

    /// <summary>Every request that reached the service, as "METHOD target".</summary>
    public abstract IReadOnlyList<string> Requests { get; }

    /// <summary>Texts that must never leave the room.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>Everything the room logs.</summary>
    public abstract string Logged { get; }

    /// <summary>The service takes our key no more.</summary>
    public abstract void Revoke();

    public abstract Task GoDownAsync();

    /// <summary>What the checkup finds.</summary>
    public async Task<List<Finding>> LookAsync()
    {
        var found = new List<Finding>();
        await foreach (var finding in Checkup.LookAsync(new NamedInSettings([], [], [], []), default))
            found.Add(finding);
        return found;
    }

    public abstract ValueTask DisposeAsync();
}
