using System.Globalization;
using JitBot.Core.Access;
using JitBot.Core.Effects;
using JitBot.Simulation.Chat;

namespace JitBot.Simulation.Checking;

/// <summary>
/// What is offered to be asked for again is what was asked for, once it is over, and never an emergency; and whom something was asked for is told when whoever asked takes it back.
/// </summary>
internal sealed partial class Checker
{
    private void LookAtAskAgain(RequestRecord request, SimMessage message)
    {
        if (message.AskAgain is not { } line)
            return;
        Expect(request.Glass is null, "ask again", $"{request.Id} was an emergency and is offered to be asked for again");
        Expect(request.IsClosed || request.EndBegunAt is not null, "ask again", $"{request.Id} is offered to be asked for again and is not over");
        var asked = string.Create(CultureInfo.InvariantCulture, $"{request.Asked.Terms.EntitlementId} {request.Length:c} {_world.Database.Texts[request.Asked.Justification].Text}");
        Expect(line == asked, "ask again", $"{request.Id} was \"{asked}\" and \"{line}\" is offered to be asked for again");
    }

    private static void LookAtWithdrawal(RequestRecord request, AccessEvent happened)
    {
        if (happened is AccessEvent.Withdrawn { By: not null })
            request.IsTakenFromThem = request.Subject is not null;
    }

    /// <summary>Where nothing goes wrong whoever had been told of a request that somebody made for them is told of its end.</summary>
    private void CheckWithdrawals()
    {
        foreach (var request in _requests.Values.Where(request => _world.IsQuiet && request.IsTakenFromThem && PersonOf(request.Asked.Requester.Id) is { IsDeactivated: false }))
        {
            var told = _world.Messages.All.Count(message => message.Request == request.Id && message.Kind == nameof(NoticeKind.WithdrawnByAsker));
            Expect(told == 1, "I11 truthful", $"{request.Id} was taken back by whoever asked, and whom it was for was told {told} times");
        }
    }
}
