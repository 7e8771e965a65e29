using JitBot.Core.People;

namespace JitBot.Core;

/// <summary>A directory whose groups may stand in rules, as <c>source:id</c>.</summary>
public interface IGroupSource
{
    /// <summary>The word before the colon in a rule.</summary>
    string Source { get; }

    /// <summary>What is wrong with this group id as written, or null: checked when settings are read, before any URL is made of it.</summary>
    string? Fault(string group);

    /// <summary>Whether the person is a member now, nested groups included; null if it cannot be told at the moment (which counts as no).</summary>
    Task<bool?> ContainsAsync(string group, Person person, IReadOnlyList<AccountId> accounts, CancellationToken ct);
}
