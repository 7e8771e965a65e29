using System.Globalization;
using System.Text.Json;

namespace JitBot.Sandbox.LookAlikes.Graph;

/// <summary>What each call of the Graph look-alike does.</summary>
internal sealed class GraphCalls(GraphLookAlike graph)
{
    /// <summary>Where a request keeps the name of the application that sent it.</summary>
    public const string Caller = "caller";

    /// <summary>https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups</summary>
    private const int MaxGroupsAsked = 20;

    private readonly GraphDirectory _directory = graph.Directory;

    public Task ListUsers(HttpContext context)
    {
        var query = context.Request.Query;
        Func<GraphPerson, bool>? filter = _ => true;
        if (!graph.IgnoresFilters && query.TryGetValue("$filter", out var text))
            filter = GraphFilter.Read(text.ToString());
        return filter is null
            ? GraphErrors.BadRequestAsync(context, "Invalid filter clause")
            : graph.PageAsync(context, [.. _directory.People.Where(filter)], person => GraphShapes.Of(person, query["$select"]));
    }

    public Task GetUser(HttpContext context, string id)
    {
        var person = _directory.Person(id)
            ?? _directory.People.FirstOrDefault(person => person.UserPrincipalName.Equals(id, StringComparison.OrdinalIgnoreCase));
        return person is null
            ? GraphErrors.NotFoundAsync(context, id)
            : context.Response.WriteAsJsonAsync(GraphShapes.Of(person, context.Request.Query["$select"]));
    }

    /// <summary>https://learn.microsoft.com/graph/api/user-list-manager: 404 also where nobody is entered.</summary>
    public Task GetManager(HttpContext context, string id) => _directory.Person(id)?.Manager is { } manager && _directory.Person(manager) is { } person
        ? context.Response.WriteAsJsonAsync(GraphShapes.Of(person, context.Request.Query["$select"]))
        : GraphErrors.NotFoundAsync(context, "manager");

    public Task GetGroup(HttpContext context, string id) => _directory.Group(id) is { } group
        ? context.Response.WriteAsJsonAsync(GraphShapes.Of(group, context.Request.Query["$select"]))
        : GraphErrors.NotFoundAsync(context, id);

    public Task ListMembers(HttpContext context, string id) => _directory.Group(id) is null
        ? GraphErrors.NotFoundAsync(context, id)
        : graph.PageAsync(context, _directory.Memberships.SeenMembers(id), member => new Dictionary<string, object?> { ["id"] = member });

    /// <summary>https://learn.microsoft.com/graph/api/group-list-transitivemembers: people, and the groups between them, each with its type.</summary>
    public Task ListTransitiveMembers(HttpContext context, string id) => _directory.Group(id) is null
        ? GraphErrors.NotFoundAsync(context, id)
        : graph.PageAsync(context, Within(id), member => new Dictionary<string, object?>
        {
            ["@odata.type"] = _directory.Group(member) is null ? "#microsoft.graph.user" : "#microsoft.graph.group",
            ["id"] = member,
        });

    public Task GetMember(HttpContext context, string id, string member) =>
        _directory.Group(id) is null || !_directory.Memberships.IsSeen(id, member)
            ? GraphErrors.NotFoundAsync(context, member)
            : context.Response.WriteAsJsonAsync(new Dictionary<string, object?>
            {
                ["@odata.id"] = new Uri(graph.BaseUrl, $"directoryObjects/{member}/Microsoft.DirectoryServices.User"),
            });

    public async Task AddMemberAsync(HttpContext context, string id)
    {
        if (await ReferenceAsync(context) is not { } reference)
        {
            await GraphErrors.BadRequestAsync(context, "Invalid URL format specified in @odata.id property");
            return;
        }
        var member = reference[(reference.LastIndexOf('/') + 1)..];
        if (_directory.Group(id) is not { } group)
            await GraphErrors.NotFoundAsync(context, id);
        else if (_directory.Person(member) is null && _directory.Group(member) is null)
            await GraphErrors.NotFoundAsync(context, member);
        else if (Closed(group) is { } closed)
            await closed(context);
        else if (_directory.Memberships.Add(id, member, CallerOf(context)))
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            await GraphErrors.BadRequestAsync(context,
                "One or more added object references already exist for the following modified properties: 'members'.");
    }

    public Task RemoveMember(HttpContext context, string id, string member)
    {
        if (_directory.Group(id) is not { } group)
            return GraphErrors.NotFoundAsync(context, id);
        if (Closed(group) is { } closed)
            return closed(context);
        if (!_directory.Memberships.Remove(id, member, CallerOf(context)))
            return GraphErrors.NotFoundAsync(context, member);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>Deletes the object itself, as the real Graph does when the permission is there.</summary>
    public Task DeleteObject(HttpContext context, string id)
    {
        if (!_directory.Delete(id, CallerOf(context)))
            return GraphErrors.NotFoundAsync(context, id);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>https://learn.microsoft.com/graph/api/user-revokesigninsessions</summary>
    public Task RevokeSessions(HttpContext context, string id)
    {
        if (_directory.Person(id) is not { } person)
            return GraphErrors.NotFoundAsync(context, id);
        graph.Sessions.Add(person.Id);
        return context.Response.WriteAsJsonAsync(new Dictionary<string, object?> { ["@odata.context"] = new Uri(graph.BaseUrl, "$metadata#Edm.Boolean"), ["value"] = true });
    }

    public async Task CheckMemberGroupsAsync(HttpContext context, string id)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var asked = body.RootElement.GetProperty("groupIds").EnumerateArray().Select(group => group.GetString()!).ToList();
        if (asked.Count > MaxGroupsAsked)
            await GraphErrors.BadRequestAsync(context, "The number of group ids must not exceed 20.");
        else if (_directory.Person(id) is null)
            await GraphErrors.NotFoundAsync(context, id);
        else
            await context.Response.WriteAsJsonAsync(new { value = asked.Where(GroupsAround(id).Contains).ToList() });
    }

    /// <summary>https://learn.microsoft.com/graph/api/directoryobject-getmembergroups: of a group all groups around it; the kind may be chosen for people alone.</summary>
    public async Task GetMemberGroupsAsync(HttpContext context, string id)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var around = GroupsAround(id);
        if (!body.RootElement.TryGetProperty("securityEnabledOnly", out var only) || only.ValueKind != JsonValueKind.False)
            await GraphErrors.BadRequestAsync(context, "Invalid value specified for property 'securityEnabledOnly'.");
        else if (_directory.Group(id) is null)
            await GraphErrors.NotFoundAsync(context, id);
        else if (around.Count > graph.MostMemberGroups)
            await GraphErrors.WriteAsync(context, StatusCodes.Status400BadRequest, "Directory_ResultSizeLimitExceeded", "The number of results exceeds the limit.");
        else
            await context.Response.WriteAsJsonAsync(new { value = around.ToList() });
    }

    private List<string> Within(string group)
    {
        var within = new List<string>();
        var next = new Queue<string>([group]);
        while (next.TryDequeue(out var outer))
        {
            foreach (var member in _directory.Memberships.SeenMembers(outer).Where(member => !within.Contains(member)))
            {
                within.Add(member);
                next.Enqueue(member);
            }
        }

        return within;
    }

    private HashSet<string> GroupsAround(string member)
    {
        var around = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var next = new Queue<string>([member]);
        while (next.TryDequeue(out var inner))
        {
            foreach (var group in _directory.Memberships.SeenGroups(inner).Where(around.Add))
                next.Enqueue(group);
        }
        return around;
    }

    /// <summary>The address a member is named by, which must be of this cloud; null if it is not.</summary>
    private async Task<string?> ReferenceAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var reference = body.RootElement.TryGetProperty("@odata.id", out var id) ? id.GetString() : null;
        var ours = new Uri(graph.BaseUrl, "directoryObjects/").AbsoluteUri;
        return reference?.StartsWith(ours, StringComparison.Ordinal) == true ? reference : null;
    }

    /// <summary>How Graph refuses to change the members of groups that are not an application's to change.</summary>
    private static RequestDelegate? Closed(GraphTeam group) => group switch
    {
        { GroupTypes: { } types } when types.Contains("DynamicMembership") =>
            context => GraphErrors.BadRequestAsync(context, "Cannot update members of a group with dynamic membership."),
        { OnPremisesSyncEnabled: true } => context => GraphErrors.BadRequestAsync(context, "Unable to update the specified properties for "
            + "on-premises mastered Directory Sync objects or objects currently undergoing migration."),
        { MailEnabled: true } => context =>
            GraphErrors.BadRequestAsync(context, "Cannot Update a mail-enabled security groups and or distribution list."),
        { IsAssignableToRole: true } => context => GraphErrors.WriteAsync(context, StatusCodes.Status403Forbidden),
        _ => null,
    };

    private static string CallerOf(HttpContext context) => (string)context.Items[Caller]!;
}
