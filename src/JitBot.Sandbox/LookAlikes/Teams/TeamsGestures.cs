namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>What one person does in conversations: writes, reacts, installs the app, blocks the bot. Each is sent to the bot at once.</summary>
internal sealed class TeamsGestures(TeamsOrganisation organisation, TeamsDeliveries deliveries, TeamsActivities activities, string personId)
{
    /// <summary>The person as they are now.</summary>
    public TeamsPerson Who => organisation.Person(personId);

    /// <summary>The person's chat with the bot.</summary>
    public TeamsPlace Chat => organisation.Personal(Who);

    /// <summary>What the bot wrote to this person.</summary>
    public IReadOnlyList<TeamsMessage> Notices => [.. organisation.Messages.In(Chat).Where(message => message.IsFromBot)];

    /// <summary>What was shown to this person for a moment.</summary>
    public IReadOnlyList<string> Told => organisation.Told(personId);

    /// <summary>
    /// Writes to the bot, or elsewhere where others are. There the bot hears of it when it is mentioned and a member; null when it heard nothing.
    /// </summary>
    public async Task<TeamsAnswer?> SayAsync(string text, TeamsPlace? place = null, TeamsMessage? inThreadOf = null, bool mentionsBot = true)
    {
        var where = place ?? Chat;
        var isPersonal = where.Kind == TeamsPlaceKind.Personal;
        if (isPersonal && !Who.HasApp)
            throw new InvalidOperationException($"The client lets {Who.Handle} write nothing: the app is not installed.");
        var id = organisation.Numbers.NextMessage();
        var message = organisation.Messages.Put(new TeamsMessage(where.Id, id, personId, text)
        {
            RootId = where.Kind == TeamsPlaceKind.Channel ? inThreadOf?.RootId ?? id : null,
            MentionsBot = mentionsBot && !isPersonal,
        });
        var isHeard = isPersonal || (mentionsBot && where.HasBot);
        return isHeard ? await deliveries.SendAsync(activities.Said(Who, where, message, mentionsBot && !isPersonal)) : null;
    }

    /// <summary>Gives a reaction; the bot hears of those to its own messages alone.</summary>
    public Task<TeamsAnswer?> ReactAsync(TeamsMessage message, string type) => ReactionAsync(message, type, isAdded: true);

    /// <summary>Takes a reaction back.</summary>
    public Task<TeamsAnswer?> UnreactAsync(TeamsMessage message, string type) => ReactionAsync(message, type, isAdded: false);

    /// <summary>Installs the app for this person.</summary>
    public async Task<TeamsAnswer> InstallAsync()
    {
        organisation.Put(Who with { HasApp = true });
        await deliveries.SendAsync(activities.Updated(Who, Chat, list: "membersAdded", memberId: organisation.App.BotId));
        return await deliveries.SendAsync(activities.Installed(Who, Chat, "add"));
    }

    /// <summary>Removes the app for this person.</summary>
    public async Task<TeamsAnswer> UninstallAsync()
    {
        organisation.Put(Who with { HasApp = false });
        return await deliveries.SendAsync(activities.Installed(Who, Chat, "remove"));
    }

    /// <summary>Blocks the bot, or lets it write again; the bot is not told.</summary>
    public void Block(bool isBlocked = true) => organisation.Put(Who with { HasBlocked = isBlocked });

    /// <summary>Deletes a message, as an owner of a team can; the bot is not told.</summary>
    public void Delete(TeamsMessage message) => organisation.Messages.Put(organisation.Messages.Newest(message) with { IsDeleted = true });

    private async Task<TeamsAnswer?> ReactionAsync(TeamsMessage message, string type, bool isAdded)
    {
        var given = new TeamsGivenReaction(type, personId);
        var now = organisation.Messages.Alter(message, old => old with { Reactions = isAdded ? [.. old.Reactions.Remove(given), given] : old.Reactions.Remove(given) });
        var place = organisation.Place(message.PlaceId);
        var isHeard = now.IsFromBot && (place.Kind == TeamsPlaceKind.Personal ? Who.HasApp : place.HasBot);
        return isHeard ? await deliveries.SendAsync(activities.Reacted(Who, now, type, isAdded)) : null;
    }
}
