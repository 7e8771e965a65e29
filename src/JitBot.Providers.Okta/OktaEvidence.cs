using System.Net;
using JitBot.Core;
using JitBot.Core.Access;

namespace JitBot.Providers.Okta;

/// <summary>
/// What Okta's System Log shows of a person (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/): what they
/// did themselves, with the application it was about.
/// </summary>
internal sealed class OktaEvidence(OktaApi okta, TimeProvider clock) : IEvidenceSource
{
    private const string NoRight = "JitBot may not read it. It needs okta.logs.read, or an admin role that may view the System Log.";

    /// <inheritdoc />
    public string Provider => OktaProvider.ProviderName;

    /// <inheritdoc />
    public async Task<EvidenceAnswer> ReadAsync(string subject, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        if (!OktaId.IsUser(subject))
            return new EvidenceAnswer.Closed(OktaId.NotAUser);
        using var call = new OktaCall(clock, ct);
        var (read, isCut) = await okta.LogAsync(subject, from, until, call);
        return read.Fault switch
        {
            null => new EvidenceAnswer.Found(Evidence.Of(read.Value!.Where(entry => entry.Actor?.Id == subject).Select(InWords), isCut)),
            OktaFault.Refused { Status: HttpStatusCode.Unauthorized } refused => new EvidenceAnswer.NotNow(refused.Why),
            OktaFault.Refused { Status: HttpStatusCode.Forbidden, OfToken: false } or OktaFault.Refused { Status: HttpStatusCode.BadRequest, OfToken: true } =>
                new EvidenceAnswer.Closed(NoRight),
            OktaFault.Refused refused => new EvidenceAnswer.Closed(refused.Why),
            var fault => NotNow(OktaAnswers.InWords(fault)),
        };
    }

    private static EvidenceAnswer.NotNow NotNow((string What, TimeSpan? RetryAfter) fault) => new(fault.What, fault.RetryAfter);

    /// <summary>Okta's own words for the kind of deed, the applications it was about, and whether it failed. Other people who were its target are left out.</summary>
    private static string InWords(OktaLogEntry entry)
    {
        var what = entry.DisplayMessage ?? entry.EventType ?? "a deed without a name";
        var apps = entry.Target?.Where(target => target.Type == "AppInstance").Select(target => target.DisplayName).OfType<string>().Distinct().ToList() ?? [];
        var about = apps.Count == 0 ? what : $"{what}: {string.Join(", ", apps)}";
        return entry.Outcome?.Result is "FAILURE" or "DENY" ? $"{about} (failed)" : about;
    }
}
