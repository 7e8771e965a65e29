using JitBot.Core;
using JitBot.Core.Holdings;

namespace JitBot.Providers.Entra;

/// <summary>
/// Managers as Entra ID knows them (https://learn.microsoft.com/graph/api/user-list-manager): User.Read.All is enough, which JitBot needs anyway. A manager may
/// be a contact of another organisation there; such a one decides nothing.
/// </summary>
internal sealed class EntraManagers(GraphApi graph, TimeProvider clock) : IManagerSource
{
    /// <inheritdoc />
    public string Source => EntraSetup.ManagerSource;

    /// <inheritdoc />
    public string Provider => EntraProvider.ProviderName;

    /// <inheritdoc />
    public async Task<SubjectAnswer> FindManagerAsync(string email, CancellationToken ct)
    {
        using var call = new GraphCall(clock, ct);
        if (await new EntraPeople(graph).FindAsync(email, call) is var person && person is not SubjectAnswer.Found)
            return person;
        var user = Guid.Parse(((SubjectAnswer.Found)person).Subject);
        return await graph.ManagerAsync(user, call) switch
        {
            GraphReply.Ok ok when ok.As(EntraJson.Default.GraphUser) is { } manager => Judge(user, manager),
            GraphReply.Ok => new SubjectAnswer.NotNow("Graph's answer could not be understood."),
            GraphReply.Refused { Status: 404 } => new SubjectAnswer.NotFound("the account in Entra ID has no manager"),
            var reply => NotNow(reply),
        };
    }

    private static SubjectAnswer Judge(Guid user, GraphUser manager)
    {
        if (!EntraId.TryRead(manager.Id, out var id) || manager.AccountEnabled is null || EntraPeople.IsExternal(manager))
            return new SubjectAnswer.NotFound("the manager in Entra ID is not an account of this organisation");
        if (id == user)
            return new SubjectAnswer.NotFound("the account in Entra ID is its own manager");
        return manager.AccountEnabled == true
            ? new SubjectAnswer.Found(manager.Id!)
            : new SubjectAnswer.NotFound("the manager's account in Entra ID is disabled");
    }

    private static SubjectAnswer.NotNow NotNow(GraphReply reply)
    {
        var (what, wait) = EntraAnswers.InWords(reply);
        return new SubjectAnswer.NotNow(what, wait);
    }
}
