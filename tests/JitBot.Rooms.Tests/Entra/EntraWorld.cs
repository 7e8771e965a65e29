using Azure.Core;
using JitBot.Core;
using JitBot.Core.Operations;
using JitBot.Core.People;
using JitBot.Core.Time;
using JitBot.Providers.Entra;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Graph;
using JitBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace JitBot.Rooms.Tests.Entra;

/// <summary>The Entra room in front of a Graph look-alike, with a token that needs no token endpoint.</summary>
internal sealed class EntraWorld(StoppedClock clock, GraphLookAlike graph, DateWitness witness, TokenCredential credential)
    : ProviderWorld(clock)
{
    public const string Token = "a-token-nobody-may-see";
    public const string Caller = "JitBot's app";

    public GraphLookAlike Graph => graph;

    public DateWitness Witness => witness;

    public GraphApi Api { get; } = new(
        graph.BaseUrl, GraphPipeline.Build(graph.BaseUrl, credential, witness), clock, new GraphQuota(clock, replicas: 1), new DoorWitness(), NullLogger<GraphApi>.Instance);

    public override IAccessProvider Provider => new EntraProvider(Api, Clock);

    public override IEvidenceSource Evidence => new EntraEvidence(Api, Clock);

    public override IManagerSource Managers => new EntraManagers(Api, Clock);

    public override IPresenceSource Presence => new EntraPresence(Api, Clock);

    public override ISessionEnder SessionEnder => new EntraSessions(Api, Clock);

    public override SessionEnds SessionEnds => Graph.Sessions;

    public override void KeepSessions() => Graph.RolesOf = _ => ["User.Read.All", "GroupMember.ReadWrite.All"];

    public override IReadOnlyList<(AccountEnd How, Action<string> End)> Endings =>
    [
        (AccountEnd.Deactivated, person => Graph.Directory.Put(Graph.Directory.Person(person)! with { AccountEnabled = false })),
        (AccountEnd.Deleted, DeletePerson),
    ];

    public override void EnterManager(string person, string manager) => Graph.Directory.Put(Graph.Directory.Person(person)! with { Manager = manager });

    public override ActivityLog Log => Graph.Directory.Log;

    public override void CloseLog() => Graph.RolesOf = _ => ["User.Read.All", "GroupMember.ReadWrite.All"];

    public override void ShrinkPages() => Graph.PageSize = 3;

    public override DirectoryFaults Faults => Graph.Faults;

    public override MembershipHistory Memberships => Graph.Directory.Memberships;

    public override IReadOnlyList<string> Requests => Graph.Requests;

    public override IReadOnlyList<string> Secrets => [Token];

    public override string UnknownGroup => "00000000-0000-4000-8000-000000000404";

    public EntraGroups Groups => new(Api, Clock);

    public static async Task<EntraWorld> StartAsync(TokenCredential? credential = null)
    {
        var clock = new StoppedClock();
        var graph = await GraphLookAlike.StartAsync(clock, token => token == Token ? Caller : null);
        return new EntraWorld(clock, graph, new DateWitness(), credential ?? new GivenToken(Token));
    }

    public override string AddPerson(string email) => Graph.Directory.AddPerson(email).Id;

    public override IReadOnlyList<(string What, string Email)> AddUnwelcomePeople()
    {
        var people = Graph.Directory;
        people.Put(new GraphPerson(people.NextId(), "Guest", "guest@other.example", "guest_other.example#EXT#@example.com", "Guest"));
        people.Put(new GraphPerson(people.NextId(), "Converted", "member@other.example", "member_other.example#EXT#@example.com"));
        people.Put(new GraphPerson(people.NextId(), "Left", "left@example.com", "left@example.com", AccountEnabled: false));
        return [("a guest", "guest@other.example"), ("a guest made a member", "member@other.example"), ("disabled", "left@example.com")];
    }

    public override string AddGroup(string name) => Graph.Directory.AddGroup(name).Id;

    public override IReadOnlyList<(string What, string Resource, string Word)> AddUnfitGroups()
    {
        var plain = new GraphTeam("", "Unfit");
        return
        [
            Unfit("dynamic", plain with { GroupTypes = ["DynamicMembership"], MembershipRule = "user.department -eq \"IT\"" }, "rule"),
            Unfit("synced", plain with { OnPremisesSyncEnabled = true }, "on-premises"),
            Unfit("role-assignable", plain with { IsAssignableToRole = true }, "role-assignable"),
            Unfit("mail-enabled", plain with { MailEnabled = true }, "mail-enabled"),
            Unfit("unified", plain with { GroupTypes = ["Unified"], MailEnabled = true, SecurityEnabled = false }, "not a security group"),
        ];

        (string, string, string) Unfit(string what, GraphTeam group, string word) =>
            (what, Graph.Directory.Put(group with { Id = Graph.Directory.NextId() }).Id, word);
    }

    public override bool Nests => true;

    public override void Nest(string inner, string outer) => Graph.Directory.Memberships.Add(outer, inner, "an administrator");

    public override void DeletePerson(string subject) => Graph.Directory.Delete(subject, "an administrator");

    public override void DeleteGroup(string resource) => Graph.Directory.Delete(resource, "an administrator");

    public override Task GoDownAsync() => Graph.GoDownAsync();

    public override Task ComeBackAsync() => Graph.ComeBackAsync();

    public override ValueTask DisposeAsync() => Graph.DisposeAsync();
}

/// <summary>A credential that has its token already, or never gets one.</summary>
internal sealed class GivenToken(string token) : TokenCredential
{
    public List<string> Scopes { get; } = [];

    /// <summary>Ends every question for a token, and with it the call.</summary>
    public bool Refuses { get; init; }

    /// <summary>Set when a token is asked for that never comes.</summary>
    public TaskCompletionSource? Waits { get; init; }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nothing here waits.");

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Scopes.AddRange(requestContext.Scopes);
        if (Refuses)
            throw new OperationCanceledException("refused");
        if (Waits is not null)
        {
            var never = new TaskCompletionSource();
            await using var ended = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            Waits.TrySetResult();
            await never.Task;
        }
        return new AccessToken(token, DateTimeOffset.MaxValue);
    }
}
