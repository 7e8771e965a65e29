using System.Text.Json.Nodes;
using JitBot.Core.Chat;
using JitBot.Engine;

namespace JitBot.Chat.Slack;

/// <summary>
/// Takes what Slack delivers: what changes something goes into the inbox and is answered when it is durable there; forms are opened and
/// filled at once.
/// </summary>
internal sealed class SlackReception(Inbox inbox, SlackForms forms, SlackIdentity identity, AccessDesk desk, TimeProvider time)
{
    /// <summary>A click, a form, a shortcut or a menu; null if it is none that Slack would send.</summary>
    public async Task<SlackReply?> ReceiveAsync(SlackInteraction interaction, CancellationToken ct)
    {
        if (interaction.User?.Id is not { } user)
            return null;
        return interaction.Type switch
        {
            "block_actions" when interaction.Actions is [{ } action, ..] => await TouchedAsync(interaction, user, action, ct),
            "view_submission" when interaction.View is { } view => await SubmittedAsync(view, user, ct),
            "shortcut" when interaction is { CallbackId: SlackVerbs.Request, TriggerId: { } trigger } =>
                await ShortcutAsync(trigger, user, ct),
            "shortcut" when interaction is { CallbackId: SlackVerbs.EmergencyForm, TriggerId: { } trigger } => await EmergencyAsync(trigger, user, ct),
            "block_suggestion" => new SlackReply(await forms.SuggestAsync(user, interaction.Value ?? "", ct)),
            null => null,
            _ => SlackReply.Nothing,
        };
    }

    /// <summary>A delivery of the Events API; of all events only reactions that mean something, opened Home tabs and deactivated accounts are kept.</summary>
    public async Task<SlackReply?> ReceiveAsync(SlackEnvelope envelope, CancellationToken ct)
    {
        if (envelope.Type == "url_verification")
            return envelope.Challenge is { } challenge ? new SlackReply(new JsonObject { ["challenge"] = challenge }) : null;
        if (envelope is { EventId: { } id, Event: { User.Id: { } user, Item: { Type: "message", Channel: { } channel, Ts: { } ts } } happened }
            && SlackReactions.Gesture(happened.Type, happened.Reaction) is { } kind
            && MayBeOurs(happened))
            await KeepAsync(id, kind, new SlackGesture { User = user, Channel = channel, Message = ts, At = happened.EventTs }, ct);
        if (envelope is { EventId: not null, Event: { Type: "app_home_opened", Tab: SlackHome.Type, User.Id: { } owner } })
            await KeepAsync(SlackGesture.KeyOfHome(owner, time.GetUtcNow()), SlackGesture.OpenHome, new SlackGesture { User = owner }, ct);
        if (envelope is { EventId: { } change, Event: { Type: "user_change", User: { IsDeleted: true, Id: { } leaver } } })
            await KeepAsync(change, SlackGesture.Leave, new SlackGesture { User = leaver }, ct);
        return envelope.Type is null ? null : SlackReply.Nothing;
    }

    /// <summary>Reactions to other people's messages are many: once we know who we are, they are not even stored.</summary>
    private bool MayBeOurs(SlackEvent happened) =>
        identity.Known is not { } self || ((happened.ItemUser is null || happened.ItemUser == self.User) && happened.User?.Id != self.User);

    private async Task<SlackReply> TouchedAsync(SlackInteraction interaction, string user, SlackAction action, CancellationToken ct)
    {
        if (interaction.View is { } view && view.Type != SlackHome.Type)
        {
            if (view.CallbackId == SlackVerbs.Request && action.ActionId == SlackForm.Entitlement)
                await forms.ShowChoiceAsync(view, user, action.SelectedOption?.Value, ct);
            return SlackReply.Nothing;
        }

        var gesture = Gesture(interaction, user, action);
        switch (action.ActionId)
        {
            case SlackVerbs.Approve or SlackVerbs.TakeBack or SlackVerbs.Withdraw or SlackVerbs.Return or SlackVerbs.Revoke or SlackVerbs.Extend:
                await KeepAsync(KeyOf(user, action), action.ActionId, gesture, ct);
                break;
            case SlackVerbs.ExtendBy when SlackForm.ReadMore(action.SelectedOption?.Value) is var (handle, more):
                await KeepAsync(KeyOf(user, action), SlackVerbs.Extend, gesture with { Handle = handle, Length = more }, ct);
                break;
            case SlackVerbs.Deny or SlackVerbs.ApproveWith:
                await AskMoreAsync(interaction, new SlackDecision(action.Value, gesture.Channel, gesture.Message, gesture.Home), gesture, action, ct);
                break;
            case SlackVerbs.DenyFromHere or SlackVerbs.ApproveFromHere:
                await AskMoreAsync(interaction, SlackDecision.Read(action.Value), gesture, action, ct);
                break;
            case SlackVerbs.Escalate or SlackVerbs.Review:
                await AskMoreAsync(interaction, new SlackDecision(action.Value, gesture.Channel, gesture.Message, gesture.Home), gesture, action, ct);
                break;
            case SlackVerbs.BreakGlass:
                await OpenEmergencyAsync(interaction.TriggerId, gesture, KeyOf(user, action), ct);
                break;
            case SlackVerbs.OpenForm:
                await OpenFormAsync(interaction, gesture, KeyOf(user, action), ct);
                break;
        }

        return SlackReply.Nothing;
    }

    private async Task AskMoreAsync(SlackInteraction interaction, SlackDecision decision, SlackGesture gesture, SlackAction action, CancellationToken ct)
    {
        var warning = action.ActionId == SlackVerbs.Escalate ? await forms.WarningAsync(ct) : "";
        var (form, offered) = action.ActionId switch
        {
            SlackVerbs.Deny or SlackVerbs.DenyFromHere => ((Func<SlackDecision, RequestView, JsonObject>)((asked, _) => SlackForm.Deny(asked)), SlackGesture.OfferDenial),
            SlackVerbs.Escalate => ((asked, view) => SlackEmergency.Escalate(asked, view, warning), SlackGesture.OfferEmergency),
            SlackVerbs.Review => (SlackEmergency.Review, SlackGesture.OfferReview),
            _ => (SlackForm.Approve, SlackGesture.OfferApproval),
        };
        if (interaction.TriggerId is { } trigger && await forms.OpenAboutAsync(trigger, decision, form, ct))
            return;
        var offer = gesture with { Handle = decision.Handle, Channel = decision.Channel, Message = decision.Message, Home = decision.Home };
        await KeepAsync(KeyOf(gesture.User, action), offered, offer, ct);
    }

    private async Task OpenFormAsync(SlackInteraction interaction, SlackGesture gesture, string key, CancellationToken ct)
    {
        var draft = SlackForm.ReadDraft(gesture.Handle, desk.Catalogue);
        if (interaction.TriggerId is not { } trigger || !await forms.OpenRequestAsync(trigger, draft, null, gesture.Channel ?? "", ct))
            await KeepAsync(key, SlackGesture.OfferForm, gesture with { Handle = null, Text = gesture.Handle }, ct);
    }

    private async Task OpenEmergencyAsync(string? trigger, SlackGesture gesture, string key, CancellationToken ct)
    {
        if (trigger is null || !await forms.OpenEmergencyAsync(trigger, gesture.User, null, gesture.Channel ?? "", ct))
            await KeepAsync(key, SlackGesture.OfferEmergency, gesture with { Handle = null }, ct);
    }

    private async Task<SlackReply> ShortcutAsync(string trigger, string user, CancellationToken ct)
    {
        if (!await forms.OpenRequestAsync(trigger, AskDraft.Empty, null, "", ct))
            await KeepAsync(SlackGesture.KeyOfTrigger(trigger), SlackGesture.OfferForm, new SlackGesture { User = user }, ct);
        return SlackReply.Nothing;
    }

    private async Task<SlackReply> EmergencyAsync(string trigger, string user, CancellationToken ct)
    {
        await OpenEmergencyAsync(trigger, new SlackGesture { User = user }, SlackGesture.KeyOfTrigger(trigger), ct);
        return SlackReply.Nothing;
    }

    private async Task<SlackReply> SubmittedAsync(SlackView view, string user, CancellationToken ct)
    {
        var key = $"view-{view.Id}-{view.Hash}";
        switch (view.CallbackId)
        {
            case SlackVerbs.Request:
                return await AskAsync(view, user, key, ct);
            case SlackVerbs.DenyForm:
                await KeepAsync(key, SlackGesture.Deny, Decided(view, user), ct);
                break;
            case SlackVerbs.EmergencyForm:
                var (what, why) = SlackForm.ReadEmergency(view.State);
                await KeepAsync(key, SlackGesture.BreakGlass, new SlackGesture { User = user, Channel = view.PrivateMetadata, Entitlement = what, Text = why }, ct);
                break;
            case SlackVerbs.EscalateForm:
                await KeepAsync(key, SlackGesture.Escalate, Decided(view, user), ct);
                break;
            case SlackVerbs.ReviewForm:
                await KeepAsync(key, SlackGesture.Review, Decided(view, user), ct);
                break;
            case SlackVerbs.ApproveForm:
                await KeepAsync(key, SlackGesture.Approve, Decided(view, user) with { Length = SlackForm.ReadLess(view.State) }, ct);
                break;
        }

        return SlackReply.Nothing;
    }

    private async Task<SlackReply> AskAsync(SlackView view, string user, string key, CancellationToken ct)
    {
        var draft = SlackForm.Read(view.State, user, desk.Catalogue);
        if (draft.Entitlement is { } chosen && !SlackForm.ShowsLengthsOf(view.State, chosen))
        {
            var form = await forms.DrawAsync(draft, "Choose for how long.", view.PrivateMetadata ?? "", ct);
            return new SlackReply(new JsonObject { ["response_action"] = "update", ["view"] = form });
        }

        var faults = draft.Faults().ToList();
        if (faults.Count > 0)
            return new SlackReply(SlackForm.Errors(draft, faults));
        await KeepAsync(key, SlackGesture.Ask, new SlackGesture
        {
            User = user,
            Channel = view.PrivateMetadata,
            Entitlement = draft.Entitlement!.Id,
            Length = draft.Length,
            Whom = draft.Whom,
            Text = draft.Justification,
        }, ct);
        return SlackReply.Nothing;
    }

    private Task KeepAsync(string key, string kind, SlackGesture gesture, CancellationToken ct) =>
        inbox.ReceiveAsync(gesture.ToDelivery(key, kind, time.GetUtcNow()), ct);

    private static SlackGesture Decided(SlackView view, string user)
    {
        var decision = SlackDecision.Read(view.PrivateMetadata);
        return new SlackGesture
        {
            User = user,
            Channel = decision.Channel,
            Message = decision.Message,
            Handle = decision.Handle,
            Home = decision.Home,
            Text = SlackForm.ReadReason(view.State),
        };
    }

    private static SlackGesture Gesture(SlackInteraction interaction, string user, SlackAction action) => new()
    {
        User = user,
        Channel = interaction.Container?.ChannelId,
        Thread = interaction.Container?.ThreadTs,
        Message = interaction.Container?.MessageTs,
        Handle = action.Value,
        Home = interaction.View is { } home ? new SlackGesture.HomeTab(home.PrivateMetadata, home.BotId) : null,
        At = action.ActionTs,
    };

    private static string KeyOf(string user, SlackAction action) => $"{action.ActionTs}-{user}-{action.ActionId}";
}
