using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Providers.Entra;

/// <summary>
/// Whether an account of Entra ID is in use (https://learn.microsoft.com/graph/api/user-get): User.Read.All is enough, which JitBot needs anyway. It is asked for by its
/// id, which an administrator cannot give to somebody else, and last of all when the quota is short.
/// </summary>
internal sealed class EntraPresence(GraphApi graph, TimeProvider clock) : IPresenceSource
{
    /// <summary>What Graph calls an object that is not there; a 404 of anything on the way has no such name.</summary>
    private const string NotThere = "Request_ResourceNotFound";

    /// <inheritdoc />
    public string Name => EntraProvider.ProviderName;

    /// <inheritdoc />
    public async Task<PresenceAnswer> LookAsync(AccountId account, CancellationToken ct)
    {
        if (!EntraId.TryRead(account.Id, out var user))
            return new PresenceAnswer.Unknown(EntraId.NotAUser);
        using var call = new GraphCall(clock, ct);
        return await graph.UserAsync(user, call) switch
        {
            GraphReply.Ok ok => Judge(user, ok.As(EntraJson.Default.GraphUser)),
            GraphReply.Refused { Status: 404, Code: NotThere } => new PresenceAnswer.Gone(AccountEnd.Deleted),
            var reply => Unsaid(reply),
        };
    }

    private static PresenceAnswer Judge(Guid user, GraphUser? found)
    {
        if (found is null || !EntraId.TryRead(found.Id, out var id) || id != user)
            return new PresenceAnswer.NotNow("Graph's answer could not be understood.");
        return found.AccountEnabled switch
        {
            true => new PresenceAnswer.Active(),
            false => new PresenceAnswer.Gone(AccountEnd.Deactivated),
            null => new PresenceAnswer.Unknown("Entra ID does not show whether the account is enabled; JitBot's app needs User.Read.All."),
        };
    }

    private static PresenceAnswer Unsaid(GraphReply reply) => EntraAnswers.OfRead(reply) switch
    {
        ProviderAnswer.NotDone later => new PresenceAnswer.NotNow(later.What, later.RetryAfter),
        ProviderAnswer.Impossible(var why) => new PresenceAnswer.Unknown(why),
        var answer => throw new InvalidOperationException($"Not a fault: {answer}."),
    };
}
