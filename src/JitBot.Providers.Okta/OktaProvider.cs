using JitBot.Core;
using JitBot.Core.Holdings;

namespace JitBot.Providers.Okta;

/// <summary>
/// Membership of Okta groups. An add is answered alike whether or not the person was in the group, so only the read before the first add
/// can tell whose a membership is.
/// </summary>
internal sealed class OktaProvider(OktaApi api, TimeProvider clock) : IAccessProvider
{
    private const string AccountGone = "the Okta account no longer exists";
    private const string GroupGone = "the Okta group no longer exists";

    /// <inheritdoc />
    public string Name => "Okta";

    /// <inheritdoc />
    public bool AddTellsWhoAdded => false;

    /// <inheritdoc />
    public async Task<SubjectAnswer> FindSubjectAsync(string email, CancellationToken ct)
    {
        using var call = new OktaCall(clock, ct);
        return await OktaSubjects.FindAsync(api, email, call);
    }

    /// <inheritdoc />
    public async Task<ResourceAnswer> InspectAsync(string resource, CancellationToken ct)
    {
        if (!OktaId.IsGroup(resource))
            return new ResourceAnswer.Unfit($"This is no group id: {OktaId.GroupShape}.");
        using var call = new OktaCall(clock, ct);
        var group = await api.GroupAsync(resource, call);
        if (group.Fault is { } fault)
            return Unfit(fault, "read the group");
        if (group.Value!.Id != resource)
            return new ResourceAnswer.Unfit("Okta answered with another group.");
        if (WrongKind(group.Value.Type) is { } wrong)
            return new ResourceAnswer.Unfit(wrong);
        var rules = await api.RulesAsync(call);
        if (rules.Fault is { } noRules)
            return Unfit(noRules, "read the group rules, so it cannot tell whether one feeds this group");
        return rules.Value!.FirstOrDefault(rule => Feeds(rule, resource)) is { } feeding
            ? new ResourceAnswer.Unfit($"The group rule “{feeding.Name}” decides who is in this Okta group; "
                + "removing a person would put them on the rule's list of exceptions for good.")
            : new ResourceAnswer.Fit(group.Value.Profile?.Name ?? resource);
    }

    /// <inheritdoc />
    public async Task<ProviderAnswer> ObserveAsync(HoldingKey holding, string attempt, CancellationToken ct)
    {
        if (Malformed(holding) is { } malformed)
            return malformed;
        using var call = new OktaCall(clock, ct);
        var groups = await api.GroupsOfAsync(holding.Subject, call);
        if (groups.Fault is { } fault)
            return fault is OktaFault.Refused { IsMissing: true } ? new ProviderAnswer.Absent(AccountGone) : Unread(fault);
        if (groups.Value!.Any(group => group.Id == holding.Resource))
            return new ProviderAnswer.Present();
        return (await api.GroupAsync(holding.Resource, call)).Fault switch
        {
            null => new ProviderAnswer.Absent(),
            OktaFault.Refused { IsMissing: true } => new ProviderAnswer.Absent(GroupGone),
            var unread => Unread(unread),
        };
    }

    /// <inheritdoc />
    public async Task<ProviderAnswer> AddAsync(HoldingKey holding, string attempt, CancellationToken ct)
    {
        if (Malformed(holding) is { } malformed)
            return malformed;
        using var call = new OktaCall(clock, ct);
        return await api.AddAsync(holding.Resource, holding.Subject, call) switch
        {
            null => new ProviderAnswer.Added(),
            OktaFault.Refused { IsMissing: true } => new ProviderAnswer.Impossible(await MissingAsync(holding, call) switch
            {
                (AccountGone, _) => $"It cannot be added: {AccountGone}.",
                (GroupGone, _) => $"It cannot be added: {GroupGone}.",
                _ => "It cannot be added: Okta does not find the account or the group.",
            }),
            var fault => Said(fault),
        };
    }

    /// <inheritdoc />
    public async Task<ProviderAnswer> RemoveAsync(HoldingKey holding, string attempt, CancellationToken ct)
    {
        if (Malformed(holding) is { } malformed)
            return malformed;
        using var call = new OktaCall(clock, ct);
        return await api.RemoveAsync(holding.Resource, holding.Subject, call) switch
        {
            null => new ProviderAnswer.Removed(),
            OktaFault.Refused { IsMissing: true } => await MissingAsync(holding, call) switch
            {
                (var because, null) => new ProviderAnswer.WasAbsent(because),
                (_, { } unread) => new ProviderAnswer.Unclear(unread.What),
            },
            var fault => Said(fault),
        };
    }

    /// <summary>After a 404: what is gone, or nothing if both are there; a fault if that could not be read.</summary>
    private async Task<(string? Gone, OktaFault? Unread)> MissingAsync(HoldingKey holding, OktaCall call)
    {
        var user = (await api.UserAsync(holding.Subject, call)).Fault;
        if (user is not null)
            return user is OktaFault.Refused { IsMissing: true } ? (AccountGone, null) : (null, user);
        var group = (await api.GroupAsync(holding.Resource, call)).Fault;
        return group is OktaFault.Refused { IsMissing: true } ? (GroupGone, null) : (null, group);
    }

    private static ProviderAnswer.Impossible? Malformed(HoldingKey holding) =>
        OktaId.IsGroup(holding.Resource) && OktaId.IsUser(holding.Subject)
            ? null
            : new ProviderAnswer.Impossible("The ids of this membership are not Okta's, so it was not asked.");

    private static bool Feeds(OktaRule rule, string group) =>
        rule.Status == "ACTIVE" && rule.Actions?.AssignUserToGroups?.GroupIds?.Contains(group) == true;

    private static string? WrongKind(string? type) => type switch
    {
        "OKTA_GROUP" => null,
        "APP_GROUP" => "The members of this Okta group come from an application, so they cannot be changed in Okta.",
        "BUILT_IN" => "This group is built into Okta, which alone decides who is in it.",
        _ => "Okta does not say that this is a group of its own, so it is left alone.",
    };

    private static ResourceAnswer Unfit(OktaFault fault, string doing) => fault switch
    {
        OktaFault.Refused { IsMissing: true } => new ResourceAnswer.Unfit("Okta has no such group."),
        OktaFault.Refused refused => new ResourceAnswer.Unfit($"JitBot may not {doing}: {refused.What}"),
        OktaFault.NotSent notSent => new ResourceAnswer.NotNow(notSent.What, notSent.Wait),
        OktaFault.Lost lost => new ResourceAnswer.NotNow(lost.What, lost.Wait),
        _ => throw new InvalidOperationException($"A fault nobody knows: {fault}."),
    };

    /// <summary>A read has no effect that could be in doubt.</summary>
    private static ProviderAnswer Unread(OktaFault fault) =>
        fault is OktaFault.Lost lost ? new ProviderAnswer.NotDone(lost.What, lost.Wait) : Said(fault);

    private static ProviderAnswer Said(OktaFault fault) => fault switch
    {
        OktaFault.Refused refused => new ProviderAnswer.Impossible(refused.What),
        OktaFault.NotSent notSent => new ProviderAnswer.NotDone(notSent.What, notSent.Wait),
        OktaFault.Lost lost => new ProviderAnswer.Unclear(lost.What, lost.Wait),
        _ => throw new InvalidOperationException($"A fault nobody knows: {fault}."),
    };
}
