using JitBot.Core.Access;
using JitBot.Core.Effects;

namespace JitBot.Simulation.Checking;

/// <summary>I11, for the end: a requester is told before it, once, and only while it is true.</summary>
internal sealed partial class Checker
{
    private void LookAtWarning(RequestRecord request, AccessEvent happened)
    {
        LookAtExtension(request, happened);
        if (happened is not AccessEvent.Warned)
            return;
        Expect(request.IsInForce && !request.IsWarned, "I11 truthful", $"{request.Id} is warned of an end that is none, or twice");
        request.IsWarned = true;
        if (request.Confirmed is { } confirmed)
            Expect(_world.Now + ClockIsOffBy() + Exact >= confirmed.EndsAt - (request.Length / 4), "I11 truthful", $"{request.Id} is warned long before its end");
    }

    /// <summary>Where nothing goes wrong whoever had access to the end was told before it.</summary>
    private void CheckWarnings()
    {
        foreach (var request in _requests.Values.Where(MustBeWarned))
        {
            var told = _world.Messages.All.Count(message => message.Request == request.Id && message.Kind == nameof(NoticeKind.EndsSoon));
            Expect(told == 1, "I11 truthful", $"{request.Id} ended, and before it was told {told} times");
        }
    }

    private bool MustBeWarned(RequestRecord request) =>
        _world.IsQuiet && request is { Cause: EndCause.Expired, Confirmed.Standing: false } && request.Length >= WarnLimits.ShortestGrant;
}
