using System.Runtime.CompilerServices;
using JitBot.Core;
using JitBot.Core.Checkup;

namespace JitBot.OnCall.Opsgenie;

/// <summary>Looks whether Opsgenie lets us in and knows the schedules that rules name, says who is on call there, and how long there will be an Opsgenie.</summary>
internal sealed class OpsgenieCheckup(OpsgenieSource source, OpsgenieOptions options, TimeProvider clock) : ICheckup
{
    /// <summary>An id nobody has: whether we are let in shows all the same.</summary>
    private const string Nobody = "00000000-0000-0000-0000-000000000000";

    /// <summary>The last day of Opsgenie's REST API (https://support.atlassian.com/opsgenie/docs/what-happens-when-opsgenie-is-turned-off).</summary>
    private static readonly DateTimeOffset Ends = new(2027, 4, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Moving schedules elsewhere is a matter of weeks, and is planned months before.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromDays(180);

    private static readonly OnCallFindings Findings = new(OpsgenieSource.DoorName);

    /// <inheritdoc />
    public string Door => OpsgenieSource.DoorName;

    /// <inheritdoc />
    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        var reached = Findings.Reached(
            await source.ListAsync(Nobody, ct), options.BaseUrl, "correct Opsgenie:BaseUrl (https://api.eu.opsgenie.com/ for an account in the European Union)",
            "make an API integration that may read configurations and give its key as Opsgenie:ApiKey; an account in the European Union also needs Opsgenie:BaseUrl https://api.eu.opsgenie.com/");
        yield return reached;
        if (clock.GetUtcNow() > Ends - Notice)
            yield return Finding.Warn(CheckKind.Reach, Door, "Atlassian ends Opsgenie and its API on 2027-04-05", "move the schedules that rules name to another source before that");
        if (reached.Verdict == Verdict.Bad)
            yield break;
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Groups.Where(group => group.Source == source.Source), async group => Findings.Of(group, await source.ListAsync(group.Id, ct))))
            yield return finding;
    }
}
