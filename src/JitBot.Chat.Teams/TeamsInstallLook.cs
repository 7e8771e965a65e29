using JitBot.Core.Checkup;

namespace JitBot.Chat.Teams;

/// <summary>
/// Whether the app can install itself for people, where the settings want it. Only the catalogue can be looked at without installing
/// anything, so that the right to install shows when somebody is first to be told something.
/// </summary>
internal sealed class TeamsInstallLook(TeamsGraph graph, TeamsOptions options)
{
    private const string Wanted = "Teams:InstallForPeople";
    private const int Forbidden = 403;

    /// <summary>What is found; null where it is not wanted.</summary>
    public async Task<Finding?> LookAsync(CancellationToken ct)
    {
        if (!options.InstallForPeople)
            return null;
        var result = await graph.FindAppAsync(ct);
        return result switch
        {
            { IsOk: true } when TeamsGraph.AppIn(result) is not null => Finding.Good(CheckKind.Right, Wanted,
                "the app is in the organisation's catalogue; whether JitBot may install it shows only when it first does"),
            { IsOk: true } => Finding.Bad(CheckKind.Right, Wanted, "the app is not in the organisation's catalogue", "upload what the verb 'manifest teams' packs"),
            { Status: Forbidden } => Finding.Bad(CheckKind.Right, Wanted, $"JitBot may not look into the organisation's catalogue ({result.What})",
                "give its app the application permissions AppCatalog.Read.All and TeamsAppInstallation.ReadWriteSelfForUser.All, and an administrator's consent"),
            { Error: TeamsResult.TimedOut or TeamsResult.Unreachable } => Finding.Bad(CheckKind.Reach, Wanted, $"Graph does not answer ({result.Error})",
                ReachAdvice.For("correct Teams:GraphBaseUrl", options.GraphBaseUrl)),
            _ => Finding.Bad(CheckKind.Reach, Wanted, $"the organisation's catalogue cannot be looked at ({result.What})", "wait and run doctor again"),
        };
    }
}
