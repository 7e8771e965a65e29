using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using JitBot.Core.Holdings;
using JitBot.Endurance.History;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;
using Microsoft.AspNetCore.Http;

namespace JitBot.Endurance.Stage;

/// <summary>Writes down what the look-alikes see, as it happens.</summary>
internal sealed partial class Recorder
{
    private const string Administrator = "an administrator";
    private const string Entra = "Entra";
    private const string Okta = "Okta";

    private readonly ConcurrentQueue<Telling> _tellings = [];
    private readonly ConcurrentQueue<DirectoryRequest> _requests = [];
    private readonly SandboxWorld _world;
    private readonly TimeProvider _clock;

    public Recorder(SandboxWorld world, TimeProvider clock)
    {
        (_world, _clock) = (world, clock);
        world.Slack.Workspace.Messages.Written += Note;
        world.Graph.Received += NoteGraph;
        world.Okta.Received += NoteOkta;
    }

    /// <summary>Every version of every card and line of a thread, in order.</summary>
    public IReadOnlyList<Telling> Tellings => [.. _tellings];

    /// <summary>Every request that bears an attempt's name or changes a membership, in order.</summary>
    public IReadOnlyList<DirectoryRequest> Requests => [.. _requests];

    /// <summary>Every true change of a membership, in order.</summary>
    public IReadOnlyList<Change> Changes =>
    [
        .. From(Entra, _world.Graph.Directory.Memberships).Concat(From(Okta, _world.Okta.Directory.Memberships)).OrderBy(change => change.At),
    ];

    private static IEnumerable<Change> From(string provider, MembershipHistory memberships) => memberships.All.Select(change =>
        new Change(change.At, new HoldingKey(provider, change.Group, change.Member), change.Added, change.By != Administrator));

    /// <summary>The mark on a message says which request it tells of, and whether it is its card.</summary>
    private void Note(SlackMessage message)
    {
        var mark = message.Metadata?["event_payload"];
        if (!message.IsFromApp || (string?)mark?["kind"] is not ("card" or "line"))
            return;
        _tellings.Enqueue(new Telling(_clock.GetUtcNow(), (string)mark["request"]!, message.Ts, IsCard: !message.IsReply, message.IsDeleted ? "" : message.Words, message.IsDeleted));
    }

    private void NoteGraph(HttpRequest request)
    {
        var name = request.Headers["client-request-id"].ToString() is { Length: > 0 } given ? given : null;
        var place = GraphMember().Match(request.Path.ToString());
        if (name is not null || (place.Success && request.Method != "GET"))
            _requests.Enqueue(new DirectoryRequest(_clock.GetUtcNow(), Entra, Group(place, "group"), Group(place, "member"), WishOf(request), name));
    }

    private void NoteOkta(HttpRequest request)
    {
        if (request.Method != "GET" && OktaMember().Match(request.Path.ToString()) is { Success: true } place)
            _requests.Enqueue(new DirectoryRequest(_clock.GetUtcNow(), Okta, Group(place, "group"), Group(place, "member"), WishOf(request), Name: null));
    }

    private static string? Group(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : null;

    private static Wish WishOf(HttpRequest request) => request.Method switch
    {
        "PUT" => Wish.Add,
        "POST" when request.Path.ToString().EndsWith("/$ref", StringComparison.Ordinal) => Wish.Add,
        "DELETE" => Wish.Remove,
        _ => Wish.Look,
    };

    [GeneratedRegex(@"\A/v1\.0/groups/(?<group>[^/]+)/members/((?<member>[^/]+)/)?\$ref\z")]
    private static partial Regex GraphMember();

    [GeneratedRegex(@"\A/api/v1/groups/(?<group>[^/]+)/users/(?<member>[^/]+)\z")]
    private static partial Regex OktaMember();
}
