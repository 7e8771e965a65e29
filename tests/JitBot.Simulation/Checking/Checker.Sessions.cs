using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Simulation.Directory;

namespace JitBot.Simulation.Checking;

/// <summary>Signing people out: only whoever has lost what says so, only when it is gone, and what is told of it is true and told once.</summary>
internal sealed partial class Checker
{
    /// <summary>When each subject was last signed out, in truth.</summary>
    private readonly Dictionary<(string Provider, string Subject), DateTimeOffset> _signedOut = [];

    /// <summary>Somebody is signed out everywhere.</summary>
    public void CheckSignOut(SimDirectory directory, string subject)
    {
        var isDue = _requests.Values.Any(request => SignsOut(request) && !request.IsSignOutTold && request.Subject == subject && request.Asked.Terms.Provider == directory.Name);
        Expect(isDue, "I15 never early", $"{subject} is signed out of {directory.Name}, where nothing is gone that says so");
        _signedOut[(directory.Name, subject)] = _world.Now;
    }

    private void LookAtSessions(RequestRecord request, AccessEvent happened)
    {
        if (happened is not (AccessEvent.SignedOut or AccessEvent.SignOutMissed))
            return;
        Expect(SignsOut(request) && !request.IsSignOutTold, "I11 truthful", $"{request.Id} tells of signing out what it has told before, or what nobody wants");
        request.IsSignOutTold = true;
        if (happened is AccessEvent.SignedOut)
            Expect(_signedOut.TryGetValue((request.Asked.Terms.Provider, request.Subject!), out var at) && at >= request.EndedInTruthAt,
                "I11 truthful", $"{request.Id} says that {request.Subject} was signed out, and the directory never did it since the end");
    }

    private void CheckSignOutsAreTold()
    {
        foreach (var request in _requests.Values.Where(request => SignsOut(request) && !request.IsSignOutTold))
            Expect(false, "I9 evidence", $"{request.Id} never tells whether {request.Subject} was signed out; {Pending(request)}");
    }

    private static bool SignsOut(RequestRecord request) => request is { Asked.Terms.SignsOut: true, Ended: Leaving.Removed or Leaving.WasGone };
}
