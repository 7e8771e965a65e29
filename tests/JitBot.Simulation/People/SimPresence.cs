using JitBot.Core;
using JitBot.Core.People;
using JitBot.Simulation.Faults;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.People;

/// <summary>Whether an account is in use, as the chat or a directory says it, or does not say it: the faults of both strike it.</summary>
internal sealed class SimPresence(SimWorld world, SimNode node, string name, Func<string, bool> isGone, Func<bool> isDown, Fault loses) : IPresenceSource
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);

    public string Name => name;

    public Task<PresenceAnswer> LookAsync(AccountId account, CancellationToken ct)
    {
        var what = $"whether {account.Id} is in use";
        if (node.Crosses($"before {what}"))
            return SimNode.Never<PresenceAnswer>();
        var answer = new TaskCompletionSource<PresenceAnswer>();
        var back = node.AnswerHere();
        var fails = isDown() || world.Strikes(loses, what);
        world.At(world.Now + world.Dice.Span(Quick, TimeSpan.FromSeconds(1)), what, () =>
        {
            PresenceAnswer given = fails ? new PresenceAnswer.NotNow("No answer.")
                : isGone(account.Id) ? new PresenceAnswer.Gone(AccountEnd.Deactivated)
                : new PresenceAnswer.Active();
            back(world.Now + Quick, () =>
            {
                if (!node.Crosses($"after {what}"))
                    world.Complete(answer, given);
            });
        });
        return answer.Task;
    }
}
