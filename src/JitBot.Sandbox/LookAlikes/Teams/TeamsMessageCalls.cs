using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>
/// Posting, replying, changing and deleting (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference).
/// There is no idempotency key: what is posted twice is there twice.
/// </summary>
internal sealed class TeamsMessageCalls(TeamsOrganisation organisation)
{
    public ConnectorAnswer Post(ConnectorRequest request)
    {
        var (id, rootId) = TeamsPlace.Split(request.PlaceId);
        return Say(request, TeamsRoster.Writable(organisation, id, rootId), rootId, replyToId: null);
    }

    /// <summary>In a channel, into the thread of the message that is replied to; in a chat there are no threads.</summary>
    public ConnectorAnswer Reply(ConnectorRequest request)
    {
        var (id, rootId) = TeamsPlace.Split(request.PlaceId);
        var place = TeamsRoster.Writable(organisation, id, rootId);
        var original = organisation.Messages.Find(place.Id, request.ActivityId!) ?? throw TeamsRefusal.NoActivity;
        return Say(request, place, original.RootId, original.Id);
    }

    public ConnectorAnswer Update(ConnectorRequest request)
    {
        var original = Own(request);
        var post = TeamsPost.Read(request.Json, request.Body);
        organisation.Messages.Put(organisation.Messages.Newest(original) with
        {
            Text = post.Text,
            Activity = post.Activity,
            Version = original.Version + 1,

            // Everybody sees the new card until theirs is fetched anew.
            Views = ImmutableDictionary<string, TeamsView>.Empty,
        });
        return new ConnectorAnswer(StatusCodes.Status200OK, new JsonObject { ["id"] = original.Id });
    }

    public ConnectorAnswer Delete(ConnectorRequest request)
    {
        organisation.Messages.Put(Own(request) with { IsDeleted = true });
        return new ConnectorAnswer(StatusCodes.Status200OK);
    }

    private ConnectorAnswer Say(ConnectorRequest request, TeamsPlace place, string? rootId, string? replyToId)
    {
        var message = organisation.Messages.Put(TeamsPost.Read(request.Json, request.Body).Said(organisation, place, rootId, replyToId));
        return new ConnectorAnswer(StatusCodes.Status201Created, new JsonObject { ["id"] = message.Id });
    }

    private TeamsMessage Own(ConnectorRequest request)
    {
        var place = TeamsRoster.Writable(organisation, TeamsPlace.Split(request.PlaceId).Id, rootId: null);
        var message = organisation.Messages.Find(place.Id, request.ActivityId!) ?? throw TeamsRefusal.NoActivity;
        return message.IsFromBot ? message : throw TeamsRefusal.NotOwnMessage;
    }
}
