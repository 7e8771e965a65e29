using JitBot.Core.OnCall;
using JitBot.Core.People;

namespace JitBot.Core;

/// <summary>
/// A group source whose groups are on-call schedules: their members are whoever is on call at this moment, few enough to be named. It answers
/// from the source itself and keeps nothing; whoever may go by an older answer keeps it (<see cref="OnCallMemory"/>).
/// </summary>
public interface IOnCallSource : IGroupSource
{
    /// <summary>The longest one question may take in all: somebody waits for the answer to their vote.</summary>
    static readonly TimeSpan CallBudget = TimeSpan.FromSeconds(10);

    /// <summary>Who is on call now, asked at this moment.</summary>
    Task<OnCallAnswer> ListAsync(string schedule, CancellationToken ct);

    /// <summary>Whether the person is on call now, by their e-mail address alone.</summary>
    async Task<bool?> IGroupSource.ContainsAsync(string group, Person person, IReadOnlyList<AccountId> accounts, CancellationToken ct) =>
        await ListAsync(group, ct) is OnCallAnswer.Told told ? told.Roster.Has(person.Email) : null;
}
