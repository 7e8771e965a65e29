using JitBot.Core;
using JitBot.Core.Catalogue;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Engine.People;

/// <summary>The directories that are asked for somebody's manager, by the word behind the colon.</summary>
public sealed class ManagerShelf(IEnumerable<IManagerSource> sources, ProviderShelf providers)
{
    private readonly Dictionary<string, IManagerSource> _byWord = sources.ToDictionary(source => source.Source, StringComparer.Ordinal);

    /// <summary>Whether one is the other's manager now, by their accounts in that directory; null if it cannot be told, which counts as no.</summary>
    public async Task<bool?> IsManagerAsync(Rule.ManagerOf rule, Person candidate, Person requester, CancellationToken ct)
    {
        if (!_byWord.TryGetValue(rule.Source, out var source) || providers.Find(source.Provider) is not { } provider || candidate.Id == requester.Id)
            return false;
        var manager = await source.FindManagerAsync(requester.Email, ct).WaitAsync(ct);
        if (manager is not SubjectAnswer.Found found)
            return manager is SubjectAnswer.NotNow ? null : false;
        return await provider.FindSubjectAsync(candidate.Email, ct).WaitAsync(ct) switch
        {
            SubjectAnswer.Found account => account.Subject == found.Subject,
            SubjectAnswer.NotNow => null,
            _ => false,
        };
    }

    /// <summary>Whether it is certain that the person has no manager there, or none who can be found. What cannot be told is no certainty.</summary>
    public async Task<bool> HasNobodyAsync(Rule.ManagerOf rule, Person person, CancellationToken ct) =>
        !_byWord.TryGetValue(rule.Source, out var source) || await source.FindManagerAsync(person.Email, ct).WaitAsync(ct) is SubjectAnswer.NotFound;
}
