using System.Globalization;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>Opening a conversation, and who is in one (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages).</summary>
internal sealed class TeamsConversationCalls(TeamsOrganisation organisation)
{
    /// <summary>A chat with a person, or a new thread of a channel; a bot cannot make a group chat.</summary>
    public ConnectorAnswer Create(ConnectorRequest request)
    {
        var wish = request.Json;
        if (wish["channelData"]?["channel"]?["id"] is JsonValue channel)
            return CreateThread(request, channel.ToString(), wish);
        if (wish["isGroup"]?.ToString() == "true")
            throw TeamsRefusal.BadArgument("Bots cannot create group chats.");
        if (wish["members"] is not JsonArray { Count: 1 } members || members[0]?["id"]?.ToString() is not { Length: > 0 } member)
            throw TeamsRefusal.BadArgument("Exactly one member must be given.");
        var tenant = wish["tenantId"]?.ToString() ?? wish["channelData"]?["tenant"]?["id"]?.ToString();
        if (string.IsNullOrEmpty(tenant))
            throw TeamsRefusal.BadArgument("The tenant must be given.");
        var person = organisation.FindPerson(member);
        if (tenant != organisation.App.TenantId || person is null || person.Handle == member || person.TenantId != tenant)
            throw TeamsRefusal.BadArgument("Failed to decrypt pairwise id");
        if (!person.HasApp || person.IsBot)
            throw TeamsRefusal.NotInstalled;
        return new ConnectorAnswer(StatusCodes.Status201Created, new JsonObject { ["id"] = organisation.Personal(person).Id });
    }

    /// <summary>Everybody, at once.</summary>
    public ConnectorAnswer Members(ConnectorRequest request) =>
        new(StatusCodes.Status200OK, new JsonArray([.. People(request).Select(person => person.ToMember())]));

    /// <summary>One person, by what the bot, the directory or the sign-in page calls them.</summary>
    public ConnectorAnswer Member(ConnectorRequest request)
    {
        var key = request.ActivityId!;
        var person = People(request).FirstOrDefault(person => person.Id == key || person.ObjectId == key || person.UserPrincipalName == key);
        return new ConnectorAnswer(StatusCodes.Status200OK, (person ?? throw TeamsRefusal.NoMember).ToMember());
    }

    /// <summary>Everybody, page by page: a size outside 50 to 500 counts as the nearest within.</summary>
    public ConnectorAnswer PagedMembers(ConnectorRequest request)
    {
        var asked = int.TryParse(request.Query["pageSize"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : TeamsServiceLimits.MembersPage;
        var size = Math.Clamp(asked, TeamsServiceLimits.MembersPageLeast, TeamsServiceLimits.MembersPageMost);
        var from = int.TryParse(request.Query["continuationToken"], NumberStyles.None, CultureInfo.InvariantCulture, out var token) ? token : 0;
        var all = People(request);
        var page = new JsonObject { ["members"] = new JsonArray([.. all.Skip(from).Take(size).Select(person => person.ToMember())]) };
        if (from + size < all.Count)
            page["continuationToken"] = (from + size).ToString(CultureInfo.InvariantCulture);
        return new ConnectorAnswer(StatusCodes.Status200OK, page);
    }

    private ConnectorAnswer CreateThread(ConnectorRequest request, string channelId, JsonObject wish)
    {
        var activity = wish["activity"] as JsonObject ?? throw TeamsRefusal.BadArgument("A thread begins with an activity.");
        var place = TeamsRoster.Writable(organisation, channelId, rootId: null);
        var post = TeamsPost.Read(activity, request.Body);
        var message = organisation.Messages.Put(post.Said(organisation, place, rootId: null, replyToId: null));
        return new ConnectorAnswer(StatusCodes.Status201Created, new JsonObject { ["id"] = place.InThread(message.Id), ["activityId"] = message.Id });
    }

    private List<TeamsPerson> People(ConnectorRequest request)
    {
        var place = TeamsRoster.Known(organisation, TeamsPlace.Split(request.PlaceId).Id);
        return [.. organisation.People.Where(person => place.Members.Contains(person.Id))];
    }
}
