namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>What one person does to teams and channels, and how the bot hears of it.</summary>
internal sealed class TeamsTeamGestures(TeamsOrganisation organisation, TeamsDeliveries deliveries, TeamsActivities activities, string personId)
{
    private TeamsPerson Who => organisation.Person(personId);

    /// <summary>Adds the bot to a team, and so to its channels.</summary>
    public async Task AddBotAsync(TeamsTeam team)
    {
        PutBot(team, hasBot: true);
        await deliveries.SendAsync(activities.Updated(Who, General(team), "teamMemberAdded", "membersAdded", organisation.App.BotId));
        await deliveries.SendAsync(activities.Installed(Who, General(team), "add"));
    }

    /// <summary>Puts the bot out of a team.</summary>
    public async Task RemoveBotAsync(TeamsTeam team)
    {
        PutBot(team, hasBot: false);
        await deliveries.SendAsync(activities.Updated(Who, General(team), "teamMemberRemoved", "membersRemoved", organisation.App.BotId));
        await deliveries.SendAsync(activities.Installed(Who, General(team), "remove"));
    }

    /// <summary>Leaves a channel or a group chat.</summary>
    public Task<TeamsAnswer> LeaveAsync(TeamsPlace place)
    {
        organisation.Put(place with { Members = place.Members.Remove(personId) });
        return deliveries.SendAsync(activities.Updated(Who, place, place.TeamId is null ? null : "teamMemberRemoved", "membersRemoved", personId));
    }

    /// <summary>Archives a team, or opens it again: nobody may write meanwhile.</summary>
    public Task<TeamsAnswer> ArchiveAsync(TeamsTeam team, bool isArchived = true)
    {
        organisation.Put(team with { IsArchived = isArchived });
        return deliveries.SendAsync(activities.Updated(Who, General(team), isArchived ? "teamArchived" : "teamUnarchived"));
    }

    /// <summary>Deletes a channel with everything in it.</summary>
    public Task<TeamsAnswer> DeleteChannelAsync(TeamsPlace channel)
    {
        var told = activities.Updated(Who, channel, "channelDeleted");
        organisation.Remove(channel);
        return deliveries.SendAsync(told);
    }

    private TeamsPlace General(TeamsTeam team) => organisation.Place(team.Id);

    private void PutBot(TeamsTeam team, bool hasBot)
    {
        foreach (var channel in organisation.Places.Where(place => place.TeamId == team.Id))
            organisation.Put(channel with { HasBot = hasBot });
    }
}
