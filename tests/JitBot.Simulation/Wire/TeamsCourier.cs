using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using JitBot.Chat.Teams;
using JitBot.Core.Store;
using JitBot.Engine;
using JitBot.Simulation.Chat;
using JitBot.Simulation.Faults;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Wire;

/// <summary>
/// Carries what people do in Teams to the real reception of any process. Who does not answer in fifteen seconds gets it again, and what was
/// pressed comes once more with another id and another time
/// (https://learn.microsoft.com/microsoftteams/platform/bots/bot-basics, https://github.com/microsoft/botbuilder-dotnet/issues/5005).
/// </summary>
internal sealed class TeamsCourier(SimWorld world)
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ComesAgain = TimeSpan.FromSeconds(30);

    /// <summary>The token an activity comes with is worth nothing after this.</summary>
    private static readonly TimeSpan TokenLives = TimeSpan.FromHours(1);

    /// <summary>How often an activity is tried under one id.</summary>
    private const int Tries = 2;

    private int _ids;

    public void Send(Gesture gesture)
    {
        var activity = TeamsActivities.Of(gesture, isOld: world.Dice.Hits(0.2));
        var most = world.Strikes(Fault.DeliveryLate) ? TimeSpan.FromHours(6) : Usual;
        var (at, first) = (world.Now + world.Dice.Span(Quick, most), Named(activity, gesture.MadeAt));
        Deliver(gesture, first, at, retry: 0);
        while (world.Strikes(Fault.DeliveryRepeats))
            Deliver(gesture, first, world.Now + world.Dice.Span(Quick, TimeSpan.FromHours(1)), Tries);
        if (IsInvoke(activity) && world.Strikes(Fault.DeliveryRenamed))
            Deliver(gesture, Named(activity, gesture.MadeAt + ComesAgain), at + ComesAgain, Tries);
    }

    /// <summary>What happens beside a card in Teams, and must change nothing.</summary>
    public void SendIdle(SimPerson by, SimMessage card)
    {
        var activity = world.Dice.Below(4) switch
        {
            0 => TeamsActivities.Idle(by, card.Id, isEdit: true),
            1 => TeamsActivities.Idle(by, card.Id, isEdit: false),
            2 => TeamsActivities.Seen(by, card.Id, card.Handle!, TeamsVerbs.Refresh),
            _ => TeamsActivities.Seen(by, card.Id, card.Handle!, TeamsVerbs.Approve),
        };
        Deliver(null, Named(activity, world.Now), world.Now + world.Dice.Span(Quick, Usual), Tries);
    }

    private void Deliver(Gesture? gesture, JsonObject activity, DateTimeOffset at, int retry)
    {
        var what = gesture?.Key ?? "idle";
        var read = TeamsPayloads.ReadActivity(Encoding.UTF8.GetBytes(activity.ToJsonString()))!;
        world.At(at, $"{what} is delivered", () =>
        {
            var (isAnswered, node, sent) = (false, world.Dice.Of(world.Nodes), world.Now);
            node.Run($"{what} arrives", async () =>
            {
                if ((node.Clock.GetUtcNow() - sent).Duration() > TokenLives)
                    return;
                isAnswered = await ReceiveAsync(node, gesture, read) && !world.Strikes(Fault.DeliveryAckLost);
            });
            world.At(world.Now + Patience, "Teams waits no longer", () =>
            {
                if (gesture is not null && !isAnswered)
                    Again(gesture, activity, retry + 1);
            });
        });
    }

    private void Again(Gesture gesture, JsonObject activity, int retry)
    {
        if (retry < Tries)
            Deliver(gesture, activity, world.Now, retry);
        else if (retry == Tries && IsInvoke(activity))
            Deliver(gesture, Named(activity, world.Now), world.Now + ComesAgain, retry);
        else if (!gesture.IsAcknowledged)
            world.People.TryAgain(gesture);
    }

    private async Task<bool> ReceiveAsync(SimNode node, Gesture? gesture, TeamsActivity activity)
    {
        try
        {
            var reply = await Outside.Run(() => node.Teams!.ReceiveAsync(activity, default));
            world.Trace.Add(world.Now, node.Name, $"{gesture?.Key ?? "idle"} {activity.Type} {activity.Id} answered {reply.Status}");
            if (gesture is not null)
                gesture.IsAcknowledged |= IsKept(reply);
            return true;
        }
        catch (Exception e) when (e is StoreUnavailableException or NotNowException)
        {
            world.Trace.Add(world.Now, node.Name, $"{gesture?.Key ?? "idle"} refused");
            return false;
        }
    }

    /// <summary>To a form that does not do, or to somebody who may not ask, it is said at once why, and nothing is kept.</summary>
    private static bool IsKept(TeamsReply reply) =>
        reply.Body?["task"] is not { } task || (task["value"] is JsonValue said && said.GetValue<string>().StartsWith("JitBot is asking", StringComparison.Ordinal));

    private static bool IsInvoke(JsonObject activity) => activity["type"]!.GetValue<string>() == "invoke";

    private JsonObject Named(JsonObject activity, DateTimeOffset at)
    {
        var named = activity.DeepClone().AsObject();
        (named["id"], named["timestamp"]) = ($"a{++_ids}", at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        return named;
    }
}
