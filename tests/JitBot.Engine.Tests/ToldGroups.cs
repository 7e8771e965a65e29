using JitBot.Core;
using JitBot.Core.People;

namespace JitBot.Engine.Tests;

/// <summary>A directory of groups that remembers what it was asked, and answers as it is told.</summary>
internal sealed class ToldGroups : IGroupSource
{
    public const string SourceName = "crew";

    public string Source => SourceName;

    /// <summary>The groups it was asked about, the newest last.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The groups that never answer, not even when nobody waits any more.</summary>
    public HashSet<string> Hanging { get; } = [];

    /// <summary>Done when one of those was asked.</summary>
    public TaskCompletionSource Hangs { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Who is in all of them.</summary>
    public Func<Person, bool> Holds { get; set; } = _ => true;

    /// <summary>What happens once while it is being asked.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public string? Fault(string group) => null;

    public async Task<bool?> ContainsAsync(string group, Person person, IReadOnlyList<AccountId> accounts, CancellationToken ct)
    {
        Asked.Add(group);
        if (Meanwhile is { } meanwhile)
        {
            Meanwhile = null;
            await meanwhile();
        }

        if (!Hanging.Contains(group))
            return Holds(person);
        Hangs.TrySetResult();
        return await new TaskCompletionSource<bool?>().Task;
    }
}
