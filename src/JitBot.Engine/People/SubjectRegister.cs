using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Engine.People;

/// <summary>Keeps which account a person has in a directory, like an account in a chat.</summary>
public sealed class SubjectRegister(IAccessStore store, LinkingLog links)
{
    /// <summary>A directory has no tenants of its own.</summary>
    private const string NoTenant = "";

    /// <summary>
    /// Who these rows are there: as it was registered, else as the directory answers to their address now. Whom it does not know is left out. Throws
    /// when it does not answer.
    /// </summary>
    public async Task<IReadOnlyList<RowSubject>> FindAsync(IEnumerable<PersonId> rows, IAccessProvider provider, CancellationToken ct)
    {
        var found = new List<RowSubject>();
        foreach (var row in rows)
        {
            if (await FindAsync(row, provider, ct) is { } subject)
                found.Add(new RowSubject(row, subject));
        }

        return found;
    }

    /// <summary>
    /// Whether this is the person's account there: it was, becomes it now, or belongs to a row that was shown to be the same human being, parted
    /// or not. Two addresses of one person are often one account in a directory, and stay it.
    /// </summary>
    public async Task<bool> TakeAsync(PersonId person, string provider, string subject, CancellationToken ct)
    {
        var account = new AccountId(provider, NoTenant, subject);
        if (await store.LinkAsync(person, account, ct))
            return true;
        return await store.FindByAccountAsync(account, ct) is { } owner && owner.Id != person && (await links.TiesAsync(ct)).AreOne(owner.Id, person);
    }

    private async Task<string?> FindAsync(PersonId row, IAccessProvider provider, CancellationToken ct)
    {
        if ((await store.ListAccountsAsync(row, ct)).FirstOrDefault(account => account.Platform == provider.Name) is { } registered)
            return registered.Id;
        if (await store.FindAsync(row, ct) is not { Email.Length: > 0 } person)
            return null;
        return await provider.FindSubjectAsync(person.Email, ct) switch
        {
            SubjectAnswer.Found found => found.Subject,
            SubjectAnswer.NotFound => null,
            SubjectAnswer.NotNow later => throw new NotNowException($"{provider.Name} could not be asked who is one person with whom: {later.What}"),
            var other => throw new InvalidOperationException($"An answer nobody knows: {other.GetType().Name}."),
        };
    }
}

/// <summary>Which account of a directory a person's row is.</summary>
public sealed record RowSubject(PersonId Row, string Subject);
