using JitBot.Core.Chat;
using JitBot.Engine;
using JitBot.Simulation.Chat;
using JitBot.Simulation.Faults;
using JitBot.Simulation.Running;
using JitBot.Simulation.Wire;

namespace JitBot.Simulation.People;

/// <summary>
/// Carries gestures to the processes as a chat platform does: to any of them, again if nobody acknowledged in three seconds, at last given up
/// (https://docs.slack.dev/apis/events-api: at once, after a minute, after five minutes).
/// </summary>
internal sealed class SimPost(SimWorld world)
{
    private static readonly TimeSpan[] Retries = [TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SignatureWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);

    /// <summary>Which process takes what is sent from now on, if a story says so.</summary>
    public SimNode? To { get; set; }

    public void Send(Gesture gesture)
    {
        gesture.To = To;
        if (gesture.Platform == TeamsDoor.Platform)
        {
            world.Courier.Send(gesture);
            return;
        }

        var most = world.Strikes(Fault.DeliveryLate) ? TimeSpan.FromHours(6) : TimeSpan.FromMilliseconds(500);
        Deliver(gesture, world.Now + world.Dice.Span(Quick, most), retry: 0);
        while (world.Strikes(Fault.DeliveryRepeats))
            Deliver(gesture, world.Now + world.Dice.Span(Quick, TimeSpan.FromHours(1)), Retries.Length);
    }

    private void Deliver(Gesture gesture, DateTimeOffset at, int retry) => world.At(at, $"{gesture.Key} is delivered", () =>
    {
        var acknowledged = false;
        var sent = world.Now;
        var node = gesture.To ?? world.Dice.Of(world.Nodes);
        node.Run($"{gesture.Key} arrives", async () =>
        {
            if ((node.Clock.GetUtcNow() - sent).Duration() > SignatureWindow)
                return; // the door refuses what was signed too long ago, or in what it takes for the future
            try
            {
                var number = gesture.Key[1..];
                await node.Inbox.ReceiveAsync(new Delivery(SimChat.PlatformName, gesture.Key, gesture.Verb.ToString(), number, node.Clock.GetUtcNow()), default);
                acknowledged = !world.Strikes(Fault.DeliveryAckLost);
                gesture.IsAcknowledged = true;
                world.Trace.Add(world.Now, node.Name, $"{gesture.Key} acknowledged");
            }
            catch (Core.Store.StoreUnavailableException)
            {
                world.Trace.Add(world.Now, node.Name, $"{gesture.Key} refused");
            }
        });
        world.At(world.Now + Patience, "nobody acknowledged", () =>
        {
            if (!acknowledged && retry < Retries.Length)
                Deliver(gesture, world.Now + Retries[retry], retry + 1);
            else if (!gesture.IsAcknowledged && retry == Retries.Length)
                world.People.TryAgain(gesture);
        });
    });
}
