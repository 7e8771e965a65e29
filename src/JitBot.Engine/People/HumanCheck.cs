using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.People;

namespace JitBot.Engine.People;

/// <summary>Rows that whoever acts must not be, and what they are told if they are.</summary>
public sealed record NotThem(Refusal Why, IReadOnlyList<PersonId> Rows)
{
    /// <summary>The account that these are in a directory, where it is known without asking.</summary>
    public (string Provider, string Subject)? Subject { get; init; }
}

/// <summary>
/// Whether two rows are one human being by any directory: two accounts with two addresses can be that though nobody linked them. Whatever takes two people asks
/// here, also of directories that it is not about.
/// </summary>
public sealed class HumanCheck(SubjectRegister subjects, ProviderShelf providers)
{
    /// <summary>
    /// The actor, or barred if a directory knows them as one of the others, or as somebody else who is linked with their account there already. Whom no directory
    /// knows is nobody else there. Throws when one of them does not answer, so that the gesture is tried again: nothing is decided in doubt.
    /// </summary>
    public async Task<Actor> ApartAsync(Actor.Known known, IReadOnlyList<NotThem> others, CancellationToken ct)
    {
        foreach (var provider in providers.All)
        {
            if (await WhyNotAsync(known, others, provider, ct) is { } why)
                return new Actor.Barred(known.Account, why) { Person = known.Person.Ref };
        }

        return known;
    }

    private async Task<Refusal?> WhyNotAsync(Actor.Known known, IReadOnlyList<NotThem> others, IAccessProvider provider, CancellationToken ct)
    {
        var own = await subjects.FindAsync(known.Ties.OneWith(known.Person.Id), provider, ct);
        if (own.Count == 0)
            return null;
        foreach (var other in others)
        {
            if (other.Subject is { } theirs && theirs.Provider == provider.Name && own.Any(each => each.Subject == theirs.Subject))
                return other.Why;
            if (await AnyIsAsync(own, other.Rows.SelectMany(known.Ties.OneWith).Distinct(), provider, ct))
                return other.Why;
        }

        return await TakeAsync(own, provider, ct) ? null : Refusal.AddressTaken;
    }

    private async Task<bool> AnyIsAsync(IReadOnlyList<RowSubject> own, IEnumerable<PersonId> others, IAccessProvider provider, CancellationToken ct) =>
        (await subjects.FindAsync(others, provider, ct)).Any(other => own.Any(each => each.Subject == other.Subject));

    private async Task<bool> TakeAsync(IReadOnlyList<RowSubject> own, IAccessProvider provider, CancellationToken ct)
    {
        foreach (var each in own)
        {
            if (!await subjects.TakeAsync(each.Row, provider.Name, each.Subject, ct))
                return false;
        }

        return true;
    }
}
