using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Engine.People;

/// <summary>
/// Which rows may lend their rights to one that is linked with them: the account that acts was looked at by its chat, the others were not, and what
/// somebody may ends with their account.
/// </summary>
public sealed class LiveRows(IAccessStore store, ProviderShelf providers)
{
    /// <summary>Those of the rows that are live.</summary>
    public async Task<IReadOnlyList<PersonId>> AmongAsync(IEnumerable<PersonId> rows, CancellationToken ct)
    {
        var live = new List<PersonId>();
        foreach (var row in rows)
        {
            if (await IsLiveAsync(row, ct))
                live.Add(row);
        }

        return live;
    }

    /// <summary>Whether any directory says now that the row's address is an active account's. Silence is no yes.</summary>
    public async Task<bool> IsLiveAsync(PersonId row, CancellationToken ct)
    {
        if (await store.FindAsync(row, ct) is not { Email.Length: > 0 } person)
            return false;
        foreach (var provider in providers.All)
        {
            if (await provider.FindSubjectAsync(person.Email, ct).WaitAsync(ct) is SubjectAnswer.Found)
                return true;
        }

        return false;
    }
}
