using System.Net;
using JitBot.Core.Holdings;
using JitBot.Core.Operations;

namespace JitBot.Providers.Okta;

/// <summary>What a fault means: for a membership, a person, a group.</summary>
internal static class OktaAnswers
{
    /// <summary>For a call that changes something.</summary>
    public static ProviderAnswer OfMutation(OktaFault fault) => fault switch
    {
        OktaFault.Refused refused => new ProviderAnswer.Impossible(refused.Why),
        OktaFault.NotSent notSent => new ProviderAnswer.NotDone(notSent.What, notSent.Wait, notSent.IsBooked),
        OktaFault.Lost lost => new ProviderAnswer.Unclear(lost.What, lost.Wait),
        _ => throw new InvalidOperationException($"A fault nobody knows: {fault}."),
    };

    /// <summary>For a call that changes nothing: it never leaves anything unclear.</summary>
    public static ProviderAnswer OfRead(OktaFault fault) =>
        fault is OktaFault.Lost lost ? new ProviderAnswer.NotDone(lost.What, lost.Wait) : OfMutation(fault);

    /// <summary>
    /// Says whether the door answered and our credential opened it. A right may be missing for one kind of call or one group alone; a credential that is not
    /// taken is refused as a whole; for the log, and for sessions, there is one of its own.
    /// </summary>
    public static void Report(DoorWitness doors, string call, OktaFault? fault)
    {
        if (call is OktaApi.LogKind or OktaApi.SessionsKind && fault is OktaFault.Refused { OfToken: true } log)
            doors.Refused(OktaProvider.ProviderName, call, log.Why + ".");
        else if (fault is OktaFault.Refused { OfToken: true } or OktaFault.Refused { Status: HttpStatusCode.Unauthorized })
            doors.Refused(OktaProvider.ProviderName, DoorWitness.Everything, ((OktaFault.Refused)fault).Why + ".");
        else if (fault is OktaFault.Refused { Status: HttpStatusCode.Forbidden } right)
            doors.Refused(OktaProvider.ProviderName, call, right.Why + ".");
        else if (fault is OktaFault.Lost or OktaFault.NotSent { IsBooked: false, Wait: null })
            doors.Unreached(OktaProvider.ProviderName, call, InWords(fault).What);
        else if (fault is null or OktaFault.Refused)
            doors.LetIn(OktaProvider.ProviderName, call);
    }

    /// <summary>The same in words and a wait, for questions about people and groups.</summary>
    public static (string What, TimeSpan? RetryAfter) InWords(OktaFault fault) => OfRead(fault) switch
    {
        ProviderAnswer.NotDone notDone => (notDone.What, notDone.RetryAfter),
        ProviderAnswer.Impossible(var why) => (why, null),
        var answer => throw new InvalidOperationException($"Not a fault: {answer}."),
    };
}
