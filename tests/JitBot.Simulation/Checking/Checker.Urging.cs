using JitBot.Core.Access;
using JitBot.Core.Time;

namespace JitBot.Simulation.Checking;

/// <summary>I14, I15: of what waits its approvers are reminded in time and not before; more time that nobody decides on has the same help as a request, and lapses with the access.</summary>
internal sealed partial class Checker
{
    private const int MostReminders = 4;

    /// <summary>Where nothing goes wrong a wake comes within seconds.</summary>
    private static readonly TimeSpan UrgedWithin = TimeSpan.FromMinutes(1);

    private void LookAtUrging(RequestRecord request, AccessEvent happened)
    {
        switch (happened)
        {
            case AccessEvent.Prepared or AccessEvent.ExtensionAsked or AccessEvent.StageReached:
                request.Reminders = 0;
                break;
            case AccessEvent.Reminded e:
                Expect(e.Times == request.Reminders + 1 && e.Times <= MostReminders, "I14 quiescence", $"{request.Id}: reminder {e.Times} is out of turn");
                Expect((e.EndsAt is null) == (request.AsksUntil is null), "I11 truthful", $"{request.Id}: the reminder speaks of something else than what waits");
                var due = request.Stage.Since + After(request, request.Reminders) - ClockIsOffBy();
                Expect(_world.Now + ClockIsOffBy() + ClockWitness.Tolerance >= due, "I15 never early", $"{request.Id}: somebody is reminded before {due}");
                request.Reminders = e.Times;
                break;
            case AccessEvent.RevocationBegun e:
                Expect(e.MoreWasUndecided == (e.Cause == EndCause.Expired && request.AsksUntil is not null), "I11 truthful", $"{request.Id}: the end does not say whether more time was asked for");
                if (e.MoreWasUndecided && _world.IsQuiet)
                    CheckUrged(request);
                break;
        }
    }

    /// <summary>Nobody has decided on more time: whoever could was reminded, and whoever is to be asked besides was.</summary>
    private void CheckUrged(RequestRecord request)
    {
        var waited = _world.Now - request.Stage.Since - UrgedWithin;
        var reminders = Enumerable.Range(0, MostReminders).Count(times => After(request, times) <= waited);
        Expect(request.Reminders >= reminders, "I14 quiescence", $"{request.Id}: more time waited for {waited}, and was brought to mind {request.Reminders} times instead of {reminders}");
        var tiers = request.Asked.Terms.Stages[request.Stage.Stage].Tiers.Count(tier => tier.After <= waited);
        Expect(request.Called.Tiers >= tiers, "I14 quiescence", $"{request.Id}: more time waited for {waited}, and {request.Called.Tiers} tiers were called instead of {tiers}");
    }

    /// <summary>How long a stage has waited at its next reminder.</summary>
    private static TimeSpan After(RequestRecord request, int times) => (request.Asked.Terms.RemindsAfter ?? TimeSpan.MaxValue / 32) * (Math.Pow(2, times + 1) - 1);
}
