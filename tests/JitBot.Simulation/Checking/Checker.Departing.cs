using JitBot.Core.People;
using JitBot.Simulation.Chat;

namespace JitBot.Simulation.Checking;

/// <summary>I15 for those who leave, and that whoever has left keeps nothing: neither access nor a request that waits.</summary>
internal sealed partial class Checker
{
    /// <summary>Only the account that asked, or the one it was granted to, and only if it really is out of use.</summary>
    private void CheckDeparture(RequestRecord request, Departure? seen)
    {
        var isAsker = seen?.Account == request.Asked.Account && _world.People.All.Any(person => person.Has(seen.Account.Id) && person.IsDeactivated);
        var isSubject = request.Subject is { } subject && seen?.Account.Id == subject && seen.Account.Platform == request.Asked.Terms.Provider && _world.People.Disabled.Contains(subject);
        Expect(isAsker || isSubject, "I15 never early", $"{request.Id} ends because of {seen}, who is still there or has nothing to do with it");
    }

    /// <summary>Faults have stopped hours ago, and the watch has come by many times.</summary>
    private void CheckLeaversHaveNothing()
    {
        foreach (var request in _requests.Values.Where(request => !request.IsClosed && request.EndBegunAt is null && request.Ended is null))
        {
            var asker = _world.People.All.SingleOrDefault(person => request.Asked.Account.Platform == SimChat.PlatformName && person.Account == request.Asked.Account.Id);
            var isGone = asker?.IsDeactivated == true || (request.Subject is { } subject && _world.People.Disabled.Contains(subject));
            Expect(!isGone, "whoever has left keeps nothing", $"{request.Id} goes on, though {asker?.Name ?? request.Subject} has left; {Pending(request)}");
        }
    }
}
