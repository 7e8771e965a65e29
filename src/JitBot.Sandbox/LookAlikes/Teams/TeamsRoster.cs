namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>Whether the bot is in a conversation, and may write there.</summary>
internal static class TeamsRoster
{
    /// <summary>A conversation the bot is in.</summary>
    public static TeamsPlace Known(TeamsOrganisation organisation, string id)
    {
        var place = organisation.Places.FirstOrDefault(place => place.Id == id) ?? throw TeamsRefusal.NoConversation;
        var isIn = place.Kind == TeamsPlaceKind.Personal ? Other(organisation, place).HasApp : place.HasBot;
        return isIn ? place : throw TeamsRefusal.NotInRoster;
    }

    /// <summary>A conversation the bot may write in, and if a thread is named, one whose first message is there.</summary>
    public static TeamsPlace Writable(TeamsOrganisation organisation, string id, string? rootId)
    {
        var place = Known(organisation, id);
        if (place.Kind == TeamsPlaceKind.Personal && Other(organisation, place).HasBlocked)
            throw TeamsRefusal.Blocked;
        if (place.IsClosed || (place.TeamId is { } team && organisation.Team(team).IsArchived))
            throw TeamsRefusal.WritesBlocked;
        if (rootId is not null && organisation.Messages.Find(place.Id, rootId) is null)
            throw TeamsRefusal.NoActivity;
        return place;
    }

    private static TeamsPerson Other(TeamsOrganisation organisation, TeamsPlace personal) => organisation.Person(personal.Members.Single());
}
