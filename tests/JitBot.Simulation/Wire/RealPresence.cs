using JitBot.Core;
using JitBot.Core.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Wire;

/// <summary>A real client that says whether an account is in use, under the names of the world.</summary>
internal sealed class RealPresence(string name, Func<string, string> theirs, IPresenceSource real) : IPresenceSource
{
    public string Name => name;

    public Task<PresenceAnswer> LookAsync(AccountId account, CancellationToken ct) =>
        Outside.Run(() => real.LookAsync(account with { Platform = real.Name, Id = theirs(account.Id) }, ct));
}
