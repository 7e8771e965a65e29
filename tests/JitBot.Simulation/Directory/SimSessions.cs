using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Simulation.Faults;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Directory;

/// <summary>A directory that signs people out everywhere; the faults of the directory strike it as well.</summary>
internal sealed class SimSessions(SimWorld world, SimDirectory directory) : ISessionEnder
{
    public string Provider => directory.Name;

    public Task<SignOutAnswer> SignOutAsync(string subject, CancellationToken ct) => Task.FromResult(Answer(subject));

    private SignOutAnswer Answer(string subject)
    {
        var what = $"the sessions of {subject}";
        if (directory.DownUntil > world.Now || world.Strikes(Fault.ProviderLosesCall, what))
            return new SignOutAnswer.NotNow("No answer.");
        if (world.Strikes(Fault.ProviderThrottles, what))
            return new SignOutAnswer.NotNow("Throttled.", TimeSpan.FromMinutes(7));
        if (world.Strikes(Fault.ProviderRefuses, what))
            return new SignOutAnswer.Closed("The directory says no.");
        world.Checker.CheckSignOut(directory, subject);
        return world.Strikes(Fault.ProviderLosesAnswer, what) ? new SignOutAnswer.NotNow("No answer.") : new SignOutAnswer.Done();
    }
}
