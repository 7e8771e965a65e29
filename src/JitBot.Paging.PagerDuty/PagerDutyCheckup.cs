using System.Runtime.CompilerServices;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Paging;

namespace JitBot.Paging.PagerDuty;

/// <summary>Looks whether PagerDuty's events are reached. Whether the key is taken only a page would show, and nobody is woken for that.</summary>
internal sealed class PagerDutyCheckup(PagerDutyPager pager, PagerDutyOptions options) : ICheckup
{
    /// <inheritdoc />
    public string Door => "Paging by PagerDuty";

    /// <inheritdoc />
    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return await pager.LookAsync(ct) is PageAnswer.NotNow down
            ? Finding.Bad(CheckKind.Reach, Door, $"{options.EventsBaseUrl.Host} does not answer: {down.What}", ReachAdvice.For("correct Paging:PagerDuty:EventsBaseUrl", options.EventsBaseUrl))
            : Finding.Good(CheckKind.Reach, Door, $"{options.EventsBaseUrl.Host} answers; whether the routing key is taken only a page would show");
    }
}
