using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.Quota;

namespace JitBot.Providers.Okta;

/// <summary>
/// Membership of Okta groups. Every mutation is sent once and its answer said as it is; ids have the shape of ids before any address is
/// made of them.
/// </summary>
internal sealed class OktaProvider(OktaApi okta, TimeProvider clock) : IAccessProvider
{
    /// <summary>The provider's name as the catalogue writes it.</summary>
    public const string ProviderName = "Okta";

    /// <inheritdoc />
    public string Name => ProviderName;

    /// <summary>Okta answers 204 whether or not the person was in the group: only a read before the first add tells whose it is.</summary>
    public bool AddTellsWhoAdded => false;

    /// <inheritdoc />
    public async Task<SubjectAnswer> FindSubjectAsync(string email, CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct, Urgency.Grant);
        return await OktaPeople.FindAsync(okta, email, call);
    }

    /// <inheritdoc />
    public async Task<ResourceAnswer> InspectAsync(string resource, CancellationToken ct)
    {
        if (!OktaId.IsGroup(resource))
            return new ResourceAnswer.Unfit(OktaId.NotAGroup);
        using var call = new OktaCall(clock, ct, Urgency.Grant);
        return await OktaGroupFitness.JudgeAsync(okta, resource, call);
    }

    /// <summary>A group of Okta has people in it and no groups (https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Group/), so nothing is asked.</summary>
    public Task<NestingAnswer> ListAroundAsync(string resource, CancellationToken ct) => Task.FromResult<NestingAnswer>(new NestingAnswer.Told(new HashSet<string>()));

    /// <inheritdoc />
    public async Task<ProviderAnswer> ObserveAsync(HoldingKey holding, string attempt, CancellationToken ct)
    {
        if (Wrong(holding) is { } wrong)
            return wrong;
        using var call = new OktaCall(clock, ct, Urgency.Look, attempt);
        var groups = await okta.GroupsOfAsync(holding.Subject, call);
        if (groups.Value?.Any(group => group.Id == holding.Resource) == true)
            return new ProviderAnswer.Present();
        var isUserUnknown = groups.Fault is OktaFault.Refused { IsMissing: true };
        if (groups.Fault is { } fault && !isUserUnknown)
            return OktaAnswers.OfRead(fault);
        return await MissingAsync(holding, call) switch
        {
            { Unknown: { } unknown } => unknown,
            { Because: null } when isUserUnknown => NotKnownEverywhere(),
            var missing => new ProviderAnswer.Absent(missing.Because),
        };
    }

    /// <inheritdoc />
    public async Task<ProviderAnswer> AddAsync(HoldingKey holding, string attempt, CancellationToken ct)
    {
        if (Wrong(holding) is { } wrong)
            return wrong;
        using var call = new OktaCall(clock, ct, Urgency.Grant, attempt);
        return await okta.AddAsync(holding.Resource, holding.Subject, call) switch
        {
            null => new ProviderAnswer.Added(),
            OktaFault.Refused { IsMissing: true } => await MissingAsync(holding, call) switch
            {
                { Unknown: { } unknown } => unknown,
                { Because: { } because } => new ProviderAnswer.Impossible(because),
                _ => NotKnownEverywhere(),
            },
            var fault => OktaAnswers.OfMutation(fault),
        };
    }

    /// <inheritdoc />
    public async Task<ProviderAnswer> RemoveAsync(HoldingKey holding, string attempt, CancellationToken ct)
    {
        if (Wrong(holding) is { } wrong)
            return wrong;
        using var call = new OktaCall(clock, ct, Urgency.Removal, attempt);
        return await okta.RemoveAsync(holding.Resource, holding.Subject, call) switch
        {
            null => new ProviderAnswer.Removed(),
            OktaFault.Refused { IsMissing: true } => await MissingAsync(holding, call) switch
            {
                { Unknown: { } unknown } => unknown,
                var missing => new ProviderAnswer.WasAbsent(missing.Because),
            },
            var fault => OktaAnswers.OfMutation(fault),
        };
    }

    /// <summary>
    /// A 404 does not say whether the user is gone, the group, or only the membership, so the two are asked for. If that cannot be told
    /// now, the call is to be made again; if we are not allowed to ask, the reason stays unknown.
    /// </summary>
    private async Task<(string? Because, ProviderAnswer.NotDone? Unknown)> MissingAsync(HoldingKey holding, OktaCall call)
    {
        var replies = new[]
        {
            ((await okta.GroupAsync(holding.Resource, call)).Fault, "the group no longer exists in Okta"),
            ((await okta.UserAsync(holding.Subject, call)).Fault, "the user no longer exists in Okta"),
        };
        var gone = new List<string>();
        foreach (var (fault, what) in replies)
        {
            if (fault is OktaFault.Refused { IsMissing: true })
                gone.Add(what);
            else if (fault is not null && OktaAnswers.OfRead(fault) is ProviderAnswer.NotDone notNow)
                return (null, notNow);
        }
        return (gone.Count == 0 ? null : string.Join(", and ", gone), null);
    }

    private static ProviderAnswer.NotDone NotKnownEverywhere() => new("Okta does not know the user or the group everywhere yet (404).");

    private static ProviderAnswer.Impossible? Wrong(HoldingKey holding)
    {
        if (!OktaId.IsGroup(holding.Resource))
            return new ProviderAnswer.Impossible(OktaId.NotAGroup);
        return OktaId.IsUser(holding.Subject) ? null : new ProviderAnswer.Impossible(OktaId.NotAUser);
    }
}
