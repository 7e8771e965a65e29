using System.Text.Json.Nodes;
using JitBot.Sandbox.LookAlikes.Teams;

namespace JitBot.Sandbox.TestClients;

/// <summary>
/// Brings what a test client sends to the bot as the sandbox's Teams would have sent it: said by one of its people, in one of its
/// conversations, and signed with its key. The bot's door is none the wiser, and lets in nothing that it would not let in otherwise.
/// </summary>
internal sealed class TestClientRelay(TeamsWorld world, TestClientBook book)
{
    /// <summary>Who writes if neither id nor name is that of one of the sandbox's people.</summary>
    private const string Somebody = "riley";

    /// <summary>Where a client says who somebody is.</summary>
    private static readonly string[] Names = ["id", "name", "aadObjectId"];

    private TeamsOrganisation Organisation => world.Teams.Organisation;

    /// <summary>Brings it; the bot's own answer.</summary>
    public Task<TeamsAnswer> BringAsync(TestClientActivity activity)
    {
        var person = Who(activity.Json["from"] as JsonObject);
        var (id, thread) = TeamsPlace.Split(activity.ConversationId);
        var place = Where(activity, id, person);
        book.Enter(new TestClientConversation(activity.Service, id, TestClientActivity.Text(activity.Json["channelId"]) ?? "emulator", place.Id)
        {
            Bot = Account(activity.Json["recipient"]),
            User = Account(activity.Json["from"]),
        });
        var ours = Named(activity);
        var on = book.Ours(activity.Service, activity.ReplyToId);
        var root = place.Kind != TeamsPlaceKind.Channel ? null : book.Ours(activity.Service, thread) ?? (on is null ? ours : RootOf(place, on));
        if (activity is { IsSaid: true, Words: { } words } && Organisation.Messages.Find(place.Id, ours) is null)
            Organisation.Messages.Put(new TeamsMessage(place.Id, ours, person.Id, words) { RootId = root });
        return world.Teams.Deliveries.SendAsync(world.Teams.Activities.Brought(activity.Json, person, place, (ours, root, on)));
    }

    /// <summary>The same id of theirs, sent again, has the same id of ours.</summary>
    private string Named(TestClientActivity activity)
    {
        if (book.Ours(activity.Service, activity.Id) is { } known)
            return known;
        var ours = activity.Type == "message" ? Organisation.Numbers.NextMessage() : Organisation.Numbers.NextEvent();
        if (activity.Id is { } theirs)
            book.Pair(activity.Service, ours, theirs);
        return ours;
    }

    private string RootOf(TeamsPlace place, string on) => Organisation.Messages.Find(place.Id, on)?.RootId ?? on;

    private TeamsPerson Who(JsonObject? from)
    {
        var names = Names.Select(key => TestClientActivity.Text(from?[key])).OfType<string>().ToList();
        return Organisation.People.FirstOrDefault(person => names.Exists(name => IsCalled(person, name))) ?? Organisation.Person(Somebody);
    }

    private static bool IsCalled(TeamsPerson person, string name) =>
        new[] { person.Handle, person.Name, person.Email, person.ObjectId, person.Id }.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Any channel of theirs is that of the approvers, where cards are posted.</summary>
    private TeamsPlace Where(TestClientActivity activity, string id, TeamsPerson person)
    {
        var group = $"{activity.Service.Authority} {id}";
        return TestClientActivity.Text(activity.Json["conversation"]!["conversationType"]) switch
        {
            "channel" => world.Approvals,
            "groupChat" => Organisation.FindPlace(group) ?? Organisation.AddGroupChat(group, Organisation.People),
            _ => Organisation.Personal(person),
        };
    }

    private static JsonObject Account(JsonNode? account) => account is JsonObject known ? (JsonObject)known.DeepClone() : [];
}
