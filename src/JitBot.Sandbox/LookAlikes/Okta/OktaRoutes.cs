namespace JitBot.Sandbox.LookAlikes.Okta;

/// <summary>The calls the look-alike knows of the management API (https://developer.okta.com/docs/api/openapi/okta-management/).</summary>
internal sealed class OktaRoutes(OktaLookAlike okta)
{
    /// <summary>The account that made the API token; it asks for nothing and is nobody's colleague.</summary>
    private const string TokenOwner = "00uTokenOwner0000001";

    private OktaDirectory Directory => okta.Directory;

    /// <summary>Maps them.</summary>
    public void Map(WebApplication app)
    {
        app.MapPost("/oauth2/v1/token", okta.Authority.TokenAsync);
        Api(app, "GET", "/api/v1/users", (context, _) => UsersAsync(context));
        Api(app, "GET", "/api/v1/users/me", (context, _) => context.Response.WriteAsJsonAsync(new { id = TokenOwner, status = "ACTIVE" }));
        Api(app, "GET", "/api/v1/users/{user}/roles", (context, _) => AdminRolesAsync(context));
        Api(app, "GET", "/api/v1/users/{user}", (context, _) => UserAsync(context));
        Api(app, "GET", "/api/v1/users/{user}/groups", (context, _) => GroupsOfAsync(context));
        Api(app, "GET", "/api/v1/logs", (context, _) => OktaLogAnswers.AnswerAsync(context, okta));
        Api(app, "GET", "/api/v1/groups/rules", (context, _) => RulesAsync(context));
        Api(app, "GET", "/api/v1/groups/{group}", (context, _) => GroupAsync(context));
        Api(app, "GET", "/api/v1/groups/{group}/users", (context, _) => MembersAsync(context));
        Api(app, "PUT", "/api/v1/groups/{group}/users/{user}", ChangeAsync);
        Api(app, "DELETE", "/api/v1/groups/{group}/users/{user}", ChangeAsync);
        Api(app, "DELETE", "/api/v1/groups/{group}", DeleteGroupAsync);
        Api(app, "DELETE", "/api/v1/users/{user}/sessions", (context, _) => RevokeSessionsAsync(context));
        Api(app, "DELETE", "/api/v1/users/{user}", DeleteUserAsync);
        app.MapFallback(context => OktaAnswers.ErrorAsync(context, "E0000022"));
    }

    /// <summary>One call: its budget, then who asks, then the answer.</summary>
    private void Api(WebApplication app, string method, string pattern, Func<HttpContext, string, Task> answer) =>
        app.MapMethods(pattern, [method], async (HttpContext context) =>
        {
            if (!okta.Limits.Take(context, pattern))
                await OktaAnswers.ErrorAsync(context, "E0000047");
            else if (await okta.Door.AdmitAsync(context) is { } caller)
                await answer(context, caller);
        });

    private Task UsersAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var search = query["search"].FirstOrDefault();
        var expression = search ?? query["filter"].FirstOrDefault();
        var all = Directory.People(lagging: search is not null);
        if (expression is null)
            return PageAsync(context, [.. all.Where(user => user.Status != "DEPROVISIONED")], Show);
        var comparison = search is null ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        if (OktaFilter.Parse(expression, comparison) is not { } asked)
            return OktaAnswers.ErrorAsync(context, "E0000031");
        var found = all.Where(asked).ToList();
        return PageAsync(context, okta.ShowsOthersFirst ? [.. all.Except(found), .. found] : found, Show);
    }

    private Task UserAsync(HttpContext context) =>
        Find(context) is { } user ? context.Response.WriteAsJsonAsync(Show(user)) : MissingAsync(context, "user");

    /// <summary>Looking at admin roles is a right of its own (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/RoleAssignmentAUser/).</summary>
    private Task AdminRolesAsync(HttpContext context)
    {
        if (!okta.Door.MaySeeRoles)
            return OktaAnswers.ErrorAsync(context, "E0000006");
        return Segment(context, "user") == TokenOwner
            ? OktaAnswers.PageAsync(
                context, okta.Door.AdminRoles, role => new { id = role.Type, type = role.Type, label = role.Label, status = "ACTIVE", assignmentType = "USER" }, okta.PageSize, okta.BaseUrl)
            : OktaAnswers.PageAsync(context, Array.Empty<object>(), role => role, okta.PageSize, okta.BaseUrl);
    }

    private Task GroupsOfAsync(HttpContext context)
    {
        if (Find(context) is not { } user)
            return MissingAsync(context, "user");
        var seen = Directory.Memberships.SeenGroups(user.Id).ToHashSet();
        return PageAsync(context, [.. Directory.Groups.Where(group => seen.Contains(group.Id))], Show);
    }

    private Task RulesAsync(HttpContext context) => okta.Door.MayReadRules
        ? PageAsync(context, Directory.Rules, Show)
        : OktaAnswers.ErrorAsync(context, "E0000006");

    private Task GroupAsync(HttpContext context) => Directory.Group(Segment(context, "group")) is { } group
        ? context.Response.WriteAsJsonAsync(Show(group))
        : MissingAsync(context, "group");

    private Task MembersAsync(HttpContext context)
    {
        if (Directory.Group(Segment(context, "group")) is not { } group)
            return MissingAsync(context, "group");
        var seen = Directory.Memberships.SeenMembers(group.Id).ToHashSet();
        return PageAsync(context, [.. Directory.People().Where(user => seen.Contains(user.Id))], Show);
    }

    /// <summary>204 whether or not it changed anything, which is the trap.</summary>
    private Task ChangeAsync(HttpContext context, string caller)
    {
        if (Directory.Group(Segment(context, "group")) is not { } group)
            return MissingAsync(context, "group");
        if (Find(context) is not { } user)
            return MissingAsync(context, "user");
        if (group.Type != "OKTA_GROUP" || !okta.Door.MayChangeMembers)
            return OktaAnswers.ErrorAsync(context, "E0000006");
        if (HttpMethods.IsPut(context.Request.Method))
            Directory.Memberships.Add(group.Id, user.Id, caller);
        else
            Directory.RemoveByHand(group.Id, user.Id, caller);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Sessions alone end unless <c>oauthTokens</c> is true, and a token then lives on
    /// (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/UserSessions/#tag/UserSessions/operation/revokeUserSessions).
    /// </summary>
    private Task RevokeSessionsAsync(HttpContext context)
    {
        if (Find(context) is not { } user)
            return MissingAsync(context, "user");
        if (!okta.Door.MayEndSessions)
            return OktaAnswers.ErrorAsync(context, "E0000006");
        if (context.Request.Query["oauthTokens"] == "true")
            okta.Sessions.Add(user.Id);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>The call nobody ever meant to make: it is here to do its damage.</summary>
    private Task DeleteGroupAsync(HttpContext context, string caller)
    {
        Directory.DeleteGroup(Segment(context, "group"));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>A first delete deactivates, a second one deletes.</summary>
    private Task DeleteUserAsync(HttpContext context, string caller)
    {
        if (Find(context) is not { } user)
            return MissingAsync(context, "user");
        if (user.Status == "DEPROVISIONED")
            Directory.DeletePerson(user.Id);
        else
            Directory.Change(user.Id, person => person with { Status = "DEPROVISIONED" });
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>A user by id, or by login: reading by anything but the id may find somebody else than meant.</summary>
    private OktaAccount? Find(HttpContext context)
    {
        var name = Segment(context, "user");
        return Directory.Person(name)
            ?? Directory.People().FirstOrDefault(user => user.Login.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? Directory.People().FirstOrDefault(user => user.Login.Split('@')[0].Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private Task PageAsync<T>(HttpContext context, IReadOnlyList<T> all, Func<T, object> show) =>
        OktaAnswers.PageAsync(context, all, show, okta.PageSize, okta.LinksLeadTo ?? okta.BaseUrl);

    private static string Segment(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    private static Task MissingAsync(HttpContext context, string what) =>
        OktaAnswers.ErrorAsync(context, "E0000007", $"{Segment(context, what)} ({(what == "user" ? "User" : "UserGroup")})");

    private static object Show(OktaAccount user) => new
    {
        id = user.Id,
        status = user.Status,
        profile = new { firstName = user.Login.Split('@')[0], lastName = "Example", login = user.Login, email = user.Email, managerId = user.ManagerId, manager = user.Manager },
    };

    private static object Show(OktaTeam group) => new
    {
        id = group.Id,
        type = group.Type,
        objectClass = new[] { group.Type == "APP_GROUP" ? "okta:windows_security_principal" : "okta:user_group" },
        profile = new { name = group.Name, description = (string?)null },
    };

    private static object Show(OktaFeed rule) => new
    {
        type = "group_rule",
        id = rule.Id,
        status = rule.Status,
        name = rule.Name,
        conditions = new
        {
            people = new { users = new { exclude = rule.Excluded.ToArray() } },
            expression = new { value = "user.department==\"Sales\"", type = "urn:okta:expression:1.0" },
        },
        actions = new { assignUserToGroups = new { groupIds = rule.Groups } },
    };
}
