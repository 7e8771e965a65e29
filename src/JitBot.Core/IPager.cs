using JitBot.Core.Paging;

namespace JitBot.Core;

/// <summary>Wakes somebody. It is told once and answers what happened; whoever calls it writes the page down first, and tries again.</summary>
public interface IPager
{
    /// <summary>The longest a call may take in all.</summary>
    static readonly TimeSpan CallBudget = TimeSpan.FromSeconds(10);

    /// <summary>Its name as people and the settings know it.</summary>
    string Name { get; }

    /// <summary>Sends the page. A page that was sent before is the same one, by its id, and wakes nobody twice where the service can tell.</summary>
    Task<PageAnswer> PageAsync(Page page, CancellationToken ct);
}
