using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Simulation.Faults;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Directory;

/// <summary>A directory's own log, in which everybody has signed in once; the faults of the directory strike it as well.</summary>
internal sealed class SimEvidence(SimWorld world, SimDirectory directory) : IEvidenceSource
{
    public string Provider => directory.Name;

    public Task<EvidenceAnswer> ReadAsync(string subject, DateTimeOffset from, DateTimeOffset until, CancellationToken ct) => Task.FromResult(Answer(subject, from, until));

    private EvidenceAnswer Answer(string subject, DateTimeOffset from, DateTimeOffset until)
    {
        world.Checker.CheckEvidence(directory, subject, from, until);
        var what = $"the log of {subject}";
        if (directory.DownUntil > world.Now || world.Strikes(Fault.ProviderLosesCall, what))
            return new EvidenceAnswer.NotNow("No answer.");
        if (world.Strikes(Fault.ProviderThrottles, what))
            return new EvidenceAnswer.NotNow("Throttled.", TimeSpan.FromMinutes(7));
        return world.Strikes(Fault.ProviderRefuses, what) ? new EvidenceAnswer.Closed("The directory says no.") : new EvidenceAnswer.Found(Evidence.Of(["Sign-in"], isCut: false));
    }
}
