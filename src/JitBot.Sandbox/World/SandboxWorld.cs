using JitBot.Sandbox.LookAlikes.Graph;
using JitBot.Sandbox.LookAlikes.Okta;
using JitBot.Sandbox.LookAlikes.Paging;
using JitBot.Sandbox.LookAlikes.Schedules;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.LookAlikes.Teams;

namespace JitBot.Sandbox.World;

/// <summary>A small organisation: its chat, its two directories, the people in them and what they can ask for.</summary>
internal sealed class SandboxWorld : IAsyncDisposable
{
    public const string Tenant = "5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6";
    public const string ClientId = "7d1c2b3a-0000-4e5f-8a9b-c0d1e2f3a4b5";
    public const string ClientSecret = "secret-of-the-sandbox-client";

    /// <summary>Who put people into groups before anybody asked JitBot.</summary>
    public const string Administrator = "an administrator";

    /// <summary>The name of the schedule of those on call, as rules write it behind <c>schedule:</c>.</summary>
    public const string FirstLine = "first-line";

    /// <summary>How long whoever is put on call stays it: longer than any story winds the clock.</summary>
    private static readonly TimeSpan Shift = TimeSpan.FromDays(90);

    private static readonly string[] Roles = ["GroupMember.ReadWrite.All", "User.Read.All", "AuditLog.Read.All"];

    private readonly TimeProvider _clock;
    private TeamsWorld? _teams;

    private SandboxWorld(
        TimeProvider clock, SlackLookAlike slack, TokenLookAlike tokens, GraphLookAlike graph, OktaLookAlike okta, ScheduleLookAlike schedules, WebhookLookAlike pager)
    {
        (_clock, Slack, Tokens, Graph, Okta, Schedules, Pager) = (clock, slack, tokens, graph, okta, schedules, pager);
        Approvals = slack.Workspace.AddChannel("approvals");
        SecondLine = slack.Workspace.AddChannel("second-line");
        ProductionDatabase = graph.Directory.AddGroup("Production database").Id;
        var dynamic = new GraphTeam(graph.Directory.NextId(), "Everyone in Zurich") { GroupTypes = ["DynamicMembership"], MembershipRule = "user.city -eq \"Zurich\"" };
        DynamicGroup = graph.Directory.Put(dynamic).Id;
        Warehouse = okta.Directory.AddGroup("Warehouse");
        foreach (var (handle, name) in new[] { ("riley", "Riley Park"), ("avery", "Avery Stone"), ("morgan", "Morgan Diaz"), ("sam", "Sam Okafor") })
            AddColleague(handle, name);
        graph.Directory.Memberships.Add(ProductionDatabase, EntraId("sam"), Administrator);
        slack.Workspace.AddPerson("gus", person => person with { RealName = "Gus the guest", IsRestricted = true });
        slack.Workspace.AddPerson("stella", person => person with { RealName = "Stella the stranger", TeamId = "T9OTHER", IsStranger = true });
        Invite(Approvals, "riley", "avery", "morgan", "sam", "gus", "stella");
        Invite(SecondLine, "avery", "morgan", "sam");
        EnterManager("riley", "avery");
        PutOnCall("morgan");
    }

    public SlackLookAlike Slack { get; }

    public TokenLookAlike Tokens { get; }

    public GraphLookAlike Graph { get; }

    public OktaLookAlike Okta { get; }

    /// <summary>Where the schedule of those on call is published.</summary>
    public ScheduleLookAlike Schedules { get; }

    /// <summary>What wakes whoever is to look when glass is broken.</summary>
    public WebhookLookAlike Pager { get; }

    /// <summary>The same people in Teams, where the world has it.</summary>
    public TeamsWorld Teams => _teams ?? throw new InvalidOperationException("This world has no Teams.");

    public bool HasTeams => _teams is not null;

    /// <summary>Where approvers are asked.</summary>
    public SlackChannel Approvals { get; }

    /// <summary>Where others are asked when nobody answers there.</summary>
    public SlackChannel SecondLine { get; }

    /// <summary>A group of Entra ID.</summary>
    public string ProductionDatabase { get; }

    /// <summary>A group that a rule fills: it cannot be granted.</summary>
    public string DynamicGroup { get; }

    /// <summary>A group of Okta.</summary>
    public string Warehouse { get; }

    /// <summary>Starts all look-alikes on free ports of loopback; Slack reaches the app over HTTP or over sockets; Teams is there if it is wanted.</summary>
    public static async Task<SandboxWorld> StartAsync(TimeProvider clock, bool inSocketMode = false, bool withTeams = false)
    {
        // The libraries that ask for tokens know no clock but the machine's.
        var tokens = await TokenLookAlike.StartAsync(TimeProvider.System, Tenant);
        tokens.Add(new TokenClient(ClientId, "JitBot") { Secret = ClientSecret, Roles = Roles });
        var graph = await GraphLookAlike.StartAsync(clock, tokens.CallerOf);
        graph.RolesOf = tokens.RolesOf;
        var okta = await OktaLookAlike.StartAsync(clock);
        var slack = await SlackLookAlike.StartAsync(clock, new SlackApp { Scopes = SlackApp.ScopesOfTheManifest, IsSocketMode = inSocketMode });
        var world = new SandboxWorld(
            clock, slack, tokens, graph, okta, await ScheduleLookAlike.StartAsync(clock), await WebhookLookAlike.StartAsync(clock));
        if (withTeams)
            world._teams = await TeamsWorld.StartAsync(clock, tokens, graph.Directory);
        return world;
    }

    /// <summary>From now on these are on call, and nobody else.</summary>
    public void PutOnCall(params IEnumerable<string> handles) =>
        Schedules.PutOnCall($"{FirstLine}.json", _clock.GetUtcNow() + Shift, handles.Select(handle => (Address(handle), (string?)Slack.Workspace.Person(handle).RealName)));

    /// <summary>The app gets the permission to sign people out, which it must not have unless a policy wants it.</summary>
    public void LetSignOut() =>
        Tokens.Add(new TokenClient(ClientId, "JitBot") { Secret = ClientSecret, Roles = [.. Roles, "User.RevokeSessions.All"] });

    /// <summary>Enters one colleague as the other's manager in both directories.</summary>
    public void EnterManager(string handle, string manager)
    {
        Graph.Directory.Put(Graph.Directory.Person(EntraId(handle))! with { Manager = EntraId(manager) });
        Okta.Directory.Change(OktaId(handle), account => account with { ManagerId = OktaId(manager), Manager = Address(manager) });
    }

    /// <summary>The person's id in Entra ID.</summary>
    public string EntraId(string handle) => Graph.Directory.People.Single(person => person.Mail == Address(handle)).Id;

    /// <summary>The person's id in Okta.</summary>
    public string OktaId(string handle) => Okta.Directory.People().Single(person => person.Email == Address(handle)).Id;

    public bool IsInProductionDatabase(string handle) => Graph.Directory.Memberships.Holds(ProductionDatabase, EntraId(handle));

    public bool IsInWarehouse(string handle) => Okta.Directory.Memberships.Holds(Warehouse, OktaId(handle));

    /// <summary>The card in the approvers' channel on which these words stand, or null if there is none yet.</summary>
    public SlackMessage? FindCard(string words) => FindCard(words, Approvals);

    /// <summary>The same in another channel.</summary>
    public SlackMessage? FindCard(string words, SlackChannel channel) =>
        Slack.Workspace.Messages.In(channel).LastOrDefault(message => !message.IsReply && message.Words.Contains(words, StringComparison.Ordinal));

    /// <summary>On how many cards in the approvers' channel these words stand.</summary>
    public int CountCards(string words) =>
        Slack.Workspace.Messages.In(Approvals).Count(message => !message.IsReply && message.Words.Contains(words, StringComparison.Ordinal));

    /// <summary>All words of a card's thread.</summary>
    public string Thread(SlackMessage card) => string.Join('\n', Slack.Workspace.Messages.Thread(card).Select(message => message.Words));

    public async ValueTask DisposeAsync()
    {
        if (_teams is not null)
            await _teams.DisposeAsync();
        await Slack.DisposeAsync();
        await Pager.DisposeAsync();
        await Schedules.DisposeAsync();
        await Okta.DisposeAsync();
        await Graph.DisposeAsync();
        await Tokens.DisposeAsync();
    }

    private static string Address(string handle) => $"{handle}@example.com";

    private void AddColleague(string handle, string name)
    {
        Slack.Workspace.AddPerson(handle, person => person with { RealName = name });
        Graph.Directory.AddPerson(Address(handle), name);
        Okta.Directory.AddPerson(Address(handle));
    }

    private void Invite(SlackChannel channel, params IEnumerable<string> handles)
    {
        var members = handles.Select(handle => Slack.Workspace.Person(handle).Id);
        Slack.Workspace.Put(Slack.Workspace.Channel(channel.Id) with { Members = Slack.Workspace.Channel(channel.Id).Members.Union(members) });
    }
}
