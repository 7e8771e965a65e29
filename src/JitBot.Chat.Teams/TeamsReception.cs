using JitBot.Engine;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Teams;

/// <summary>
/// Takes what Teams delivers once it is known to be genuine: what changes something goes into the inbox and is answered when it is durable
/// there. Linking alone is answered at once: no code may stand in the inbox.
/// </summary>
internal sealed partial class TeamsReception(
    Inbox inbox, TeamsInvokes invokes, TeamsLinks links, TeamsPersonalChats chats, TeamsPeople people, TeamsIdentity identity, TimeProvider time, ILogger<TeamsReception> log)
{
    /// <summary>Our answer. What Teams tells and we have no use for is taken too, or it would come again.</summary>
    public async Task<TeamsReply> ReceiveAsync(TeamsActivity activity, CancellationToken ct)
    {
        if (activity.Type is "conversationUpdate" or "installationUpdate")
            return await MovedAsync(activity, ct);
        if (TeamsGesture.Of(activity) is not { } gesture)
            return activity.Type == "invoke" ? TeamsAnswers.Error("JitBot does not know who you are.") : TeamsReply.Taken;
        people.Learn(gesture.Account, activity.From?.Id, activity.LocalTimezone);
        if (gesture.IsPersonal)
            identity.Learn(gesture.Conversation, gesture.Tenant);
        switch (activity.Type)
        {
            case "invoke":
                return await invokes.AnswerAsync(activity, gesture, ct);
            case "message":
                await SaidAsync(activity, gesture, ct);
                break;
            case "messageReaction":
                await ReactedAsync(activity, gesture, ct);
                break;
        }

        return TeamsReply.Taken;
    }

    /// <summary>
    /// A press by way of an older client, or something typed. A message comes again with the id it had; to ask for the same twice within minutes
    /// would be the dearer mistake, so that this is known by its words.
    /// </summary>
    private async Task SaidAsync(TeamsActivity activity, TeamsGesture gesture, CancellationToken ct)
    {
        if (TeamsInvoke.ReadMessage(activity) is { } pressed)
        {
            await invokes.PressedAsync(pressed, gesture, ct);
            return;
        }

        var said = gesture with { Message = null, Text = TeamsTyped.Read(activity, identity.BotId) };
        if (TeamsCommands.MayBeWhole(said.Text))
            await inbox.ReceiveAsync(said.ToPress(TeamsGesture.Say, said.Text, time.GetUtcNow()), ct);
        else if (activity.Id is { Length: > 0 } id)
            await SaidOnceAsync($"message-{TeamsGesture.Digest($"{gesture.Conversation}\n{id}")}", said, said.Text, ct);
    }

    private Task SaidOnceAsync(string key, TeamsGesture said, string typed, CancellationToken ct) =>
        TeamsVerbs.Read(typed) is (TeamsVerbs.Link, var behind) ? links.AnswerAsync(said, key, behind, ct) : KeepAsync(key, TeamsGesture.Say, said, ct);

    private async Task ReactedAsync(TeamsActivity activity, TeamsGesture gesture, CancellationToken ct)
    {
        var kinds = (activity.ReactionsAdded ?? []).Select(each => TeamsReactions.Added(each.Type))
            .Concat((activity.ReactionsRemoved ?? []).Select(each => TeamsReactions.Removed(each.Type)));
        foreach (var kind in kinds.OfType<string>().Distinct())
            await KeepAsync(
                $"reaction-{TeamsGesture.Digest($"{gesture.Conversation}\n{gesture.User}\n{gesture.Message}\n{activity.Id}\n{activity.Timestamp:O}\n{kind}")}",
                kind,
                gesture,
                ct);
    }

    /// <summary>
    /// The bot came or went. Where it is gone nothing can be said any more: what was remembered of the place is forgotten, and the next card for
    /// it finds the place closed and goes to the next best one.
    /// </summary>
    private async Task<TeamsReply> MovedAsync(TeamsActivity activity, CancellationToken ct)
    {
        var conversation = activity.Conversation?.Id ?? "";
        if (HasGone(activity))
        {
            chats.Forget(conversation);
            Log.Gone(log, conversation);
        }
        else if (activity is { Type: "installationUpdate", Action: "add" } && TeamsGesture.Of(activity) is { IsPersonal: true } gesture)
        {
            await KeepAsync($"greet-{TeamsGesture.Digest($"{conversation}\n{activity.Id}\n{activity.Timestamp:O}")}", TeamsGesture.Greet, gesture, ct);
        }

        return TeamsReply.Taken;
    }

    private bool HasGone(TeamsActivity activity) =>
        activity is { Type: "installationUpdate", Action: "remove" or "remove-upgrade" }
        || (activity.MembersRemoved ?? []).Any(member => member.Id == identity.BotId)
        || activity.ChannelData?.EventType is "channelDeleted" or "teamArchived" or "teamDeleted" or "teamHardDeleted";

    private Task KeepAsync(string key, string kind, TeamsGesture gesture, CancellationToken ct) =>
        inbox.ReceiveAsync(gesture.ToDelivery(key, kind, time.GetUtcNow()), ct);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Teams says that JitBot is no longer in {Conversation}, or that it is closed")]
        public static partial void Gone(ILogger log, string conversation);
    }
}
