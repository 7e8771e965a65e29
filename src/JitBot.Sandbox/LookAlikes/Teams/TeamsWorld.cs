using JitBot.Sandbox.LookAlikes.Graph;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>
/// The small organisation of the sandbox as Teams knows it: the same people under the same addresses, with the ids that the directory's look-alike
/// gave them, a team with a channel for approvals, and the settings by which the host finds all of it.
/// </summary>
internal sealed class TeamsWorld : IAsyncDisposable
{
    public const string Secret = "secret-of-the-sandbox-bot";

    /// <summary>Where Stella is at home.</summary>
    public const string OtherTenant = "0e57a9e0-0000-4c1d-9e2f-0123456789ab";

    private readonly TokenLookAlike _tokens;

    private TeamsWorld(TeamsLookAlike teams, TokenLookAlike tokens, GraphDirectory directory)
    {
        (Teams, _tokens) = (teams, tokens);
        tokens.Add(new TokenClient(teams.Organisation.App.AppId, "JitBot in Teams") { Secret = Secret, Roles = [] });
        foreach (var (handle, name) in new[] { ("riley", "Riley Park"), ("avery", "Avery Stone"), ("morgan", "Morgan Diaz"), ("sam", "Sam Okafor") })
            Add(handle, name, person => person with { ObjectId = IdOf(directory, handle, name, "Member") });
        Add("gus", "Gus the guest", person => person with
        {
            ObjectId = IdOf(directory, "gus", "Gus the guest", "Guest"),
            UserPrincipalName = "gus_example.com#EXT#@example.com",
            Role = "guest",
        });
        Add("stella", "Stella the stranger", person => person with { TenantId = OtherTenant, HasApp = false });
        Team = teams.Organisation.AddTeam("Operations");
        teams.Organisation.Put(teams.Organisation.Place(Team.Id) with { Members = [.. teams.Organisation.People.Select(person => person.Id)] });
        Approvals = teams.Organisation.AddChannel(Team, "approvals", teams.Organisation.People);
    }

    public TeamsLookAlike Teams { get; }

    /// <summary>The team the bot is in.</summary>
    public TeamsTeam Team { get; }

    /// <summary>Where approvers are asked.</summary>
    public TeamsPlace Approvals { get; }

    /// <summary>The settings with which the real host finds it, as configuration keys.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Teams:AppId"] = Teams.Organisation.App.AppId,
        ["Teams:TenantId"] = Teams.Organisation.App.TenantId,
        ["Teams:ClientSecret"] = Secret,
        ["Teams:AuthorityHost"] = _tokens.BaseUrl.ToString(),
        ["Teams:OpenIdMetadataUrl"] = Teams.MetadataUrl.ToString(),
        ["Teams:ServiceUrls:0"] = Teams.ServiceUrl.ToString(),
    };

    /// <summary>
    /// Starts it beside an authority and a directory that run: who is in the directory already, by their address, has the id they have there.
    /// </summary>
    public static async Task<TeamsWorld> StartAsync(TimeProvider clock, TokenLookAlike tokens, GraphDirectory directory) =>
        new(await TeamsLookAlike.StartAsync(clock, tokens), tokens, directory);

    /// <summary>Puts the app into the catalogue that Graph shows, and lets Graph install it.</summary>
    public void Publish(GraphLookAlike graph) => graph.Apps.Publish(new GraphTeamsApp(
        TeamsNumbers.Object("JitBot in the catalogue"),
        Teams.Organisation.App.AppId,
        id => Teams.Organisation.People.FirstOrDefault(person => person.ObjectId == id)?.HasApp,
        id => !Teams.Organisation.Person(id).IsAppForbidden,
        id => Teams.Organisation.Put(Teams.Organisation.Person(id) with { HasApp = true })));

    /// <summary>What the bot's app may do at Graph; none as a rule.</summary>
    public void Permit(params IReadOnlyList<string> roles) =>
        _tokens.Add(new TokenClient(Teams.Organisation.App.AppId, "JitBot in Teams") { Secret = Secret, Roles = roles });

    /// <summary>The card in the approvers' channel on which these words stand, or null if there is none yet.</summary>
    public TeamsMessage? FindCard(string words) =>
        Teams.Organisation.Messages.In(Approvals).LastOrDefault(message => !message.IsReply && message.Words.Contains(words, StringComparison.Ordinal));

    /// <summary>All words of a card's thread.</summary>
    public string Thread(TeamsMessage card) => string.Join('\n', Teams.Organisation.Messages.Thread(card).Select(message => message.Words));

    public ValueTask DisposeAsync() => Teams.DisposeAsync();

    private static string Address(string handle) => $"{handle}@example.com";

    private static string IdOf(GraphDirectory directory, string handle, string name, string userType)
    {
        var known = directory.People.SingleOrDefault(person => person.Mail == Address(handle));
        return (known ?? directory.Put(new GraphPerson(directory.NextId(), name, Address(handle), Address(handle), userType))).Id;
    }

    private void Add(string handle, string name, Func<TeamsPerson, TeamsPerson> shape) =>
        Teams.Organisation.AddPerson(handle, person => shape(person with { Name = name }));
}
