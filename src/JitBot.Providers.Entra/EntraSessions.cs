using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Holdings;

namespace JitBot.Providers.Entra;

/// <summary>
/// Ends every session and refresh token of a person (https://learn.microsoft.com/graph/api/user-revokesigninsessions). It takes some minutes to be known everywhere; a
/// token that an application has already may last until its end, an hour by default, unless the application evaluates access continuously
/// (https://learn.microsoft.com/entra/identity/conditional-access/concept-continuous-access-evaluation). Guests' sessions are their own tenant's.
/// </summary>
internal sealed class EntraSessions(GraphApi graph, TimeProvider clock) : ISessionEnder
{
    /// <inheritdoc />
    public string Provider => EntraProvider.ProviderName;

    /// <inheritdoc />
    public async Task<SignOutAnswer> SignOutAsync(string subject, CancellationToken ct)
    {
        if (!EntraId.TryRead(subject, out var user))
            return new SignOutAnswer.Closed(EntraId.NotAUser);
        using var call = new GraphCall(clock, ct);
        return await graph.RevokeSessionsAsync(user, call) switch
        {
            GraphReply.Ok => new SignOutAnswer.Done(),
            GraphReply.Refused { Status: 403 } refused => new SignOutAnswer.Closed($"{EntraAnswers.NeedsSignOutRight(refused)}."),
            GraphReply.Refused { Status: 404 } => new SignOutAnswer.Closed("Entra ID knows no such account any more."),
            var reply => Unanswered(reply),
        };
    }

    private static SignOutAnswer Unanswered(GraphReply reply) => EntraAnswers.OfRead(reply) switch
    {
        ProviderAnswer.NotDone later => new SignOutAnswer.NotNow(later.What, later.RetryAfter),
        ProviderAnswer.Impossible(var why) => new SignOutAnswer.Closed($"{why}."),
        var answer => throw new InvalidOperationException($"Not a fault: {answer}."),
    };
}
