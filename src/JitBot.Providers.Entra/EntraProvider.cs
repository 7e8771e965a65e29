using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.Quota;

namespace JitBot.Providers.Entra;

/// <summary>
/// Membership of Entra ID groups. Every mutation is sent once and its answer said as it is; ids are GUIDs before any address is made of
/// them.
/// </summary>
internal sealed class EntraProvider(GraphApi graph, TimeProvider clock) : IAccessProvider
{
    /// <summary>The provider's name as the catalogue writes it.</summary>
    public const string ProviderName = "Entra";

    /// <inheritdoc />
    public string Name => ProviderName;

    /// <summary>Graph answers 204 only if this call made the membership, and 400 if it was there.</summary>
    public bool AddTellsWhoAdded => true;

    /// <inheritdoc />
    public async Task<SubjectAnswer> FindSubjectAsync(string email, CancellationToken ct)
    {
        using var call = new GraphCall(clock, ct, Urgency.Grant);
        return await new EntraPeople(graph).FindAsync(email, call);
    }

    /// <inheritdoc />
    public async Task<ResourceAnswer> InspectAsync(string resource, CancellationToken ct)
    {
        if (!EntraId.TryRead(resource, out var group))
            return new ResourceAnswer.Unfit(EntraId.NotAGroup);
        using var call = new GraphCall(clock, ct, Urgency.Grant);
        return EntraGroupFitness.Judge(group, await graph.GroupAsync(group, call));
    }

    /// <inheritdoc />
    public async Task<NestingAnswer> ListAroundAsync(string resource, CancellationToken ct)
    {
        if (!EntraId.TryRead(resource, out var group))
            return new NestingAnswer.Untold(EntraId.NotAGroup);
        using var call = new GraphCall(clock, ct, Urgency.Grant);
        return EntraNesting.Read(await graph.GroupsAroundAsync(group, call));
    }

    /// <inheritdoc />
    public async Task<ProviderAnswer> ObserveAsync(HoldingKey holding, string attempt, CancellationToken ct)
    {
        if (!TryRead(holding, out var group, out var user, out var wrong))
            return wrong;
        using var call = new GraphCall(clock, ct, Urgency.Look, attempt);
        return await graph.MembershipAsync(group, user, call) switch
        {
            GraphReply.Ok => new ProviderAnswer.Present(),
            GraphReply.Refused { Status: 404 } => await MissingAsync(group, user, call) switch
            {
                { Unknown: { } unknown } => unknown,
                var missing => new ProviderAnswer.Absent(missing.Because),
            },
            var fault => EntraAnswers.OfRead(fault),
        };
    }

    /// <inheritdoc />
    public async Task<ProviderAnswer> AddAsync(HoldingKey holding, string attempt, CancellationToken ct)
    {
        if (!TryRead(holding, out var group, out var user, out var wrong))
            return wrong;
        using var call = new GraphCall(clock, ct, Urgency.Grant, attempt);
        return await graph.AddAsync(group, user, call) switch
        {
            GraphReply.Ok => new ProviderAnswer.Added(),
            GraphReply.Refused { Status: 400 } refused when EntraAnswers.SaysAlreadyThere(refused) => new ProviderAnswer.AlreadyThere(),
            GraphReply.Refused { Status: 404 } => await MissingAsync(group, user, call) switch
            {
                { Unknown: { } unknown } => unknown,
                { Because: { } because } => new ProviderAnswer.Impossible(because),
                _ => new ProviderAnswer.NotDone("Graph does not know the user or the group everywhere yet (404)."),
            },
            var fault => EntraAnswers.OfMutation(fault),
        };
    }

    /// <inheritdoc />
    public async Task<ProviderAnswer> RemoveAsync(HoldingKey holding, string attempt, CancellationToken ct)
    {
        if (!TryRead(holding, out var group, out var user, out var wrong))
            return wrong;
        using var call = new GraphCall(clock, ct, Urgency.Removal, attempt);
        return await graph.RemoveAsync(group, user, call) switch
        {
            GraphReply.Ok => new ProviderAnswer.Removed(),
            GraphReply.Refused { Status: 404 } => await MissingAsync(group, user, call) switch
            {
                { Unknown: { } unknown } => unknown,
                var missing => new ProviderAnswer.WasAbsent(missing.Because),
            },
            var fault => EntraAnswers.OfMutation(fault),
        };
    }

    /// <summary>
    /// 404 is said of a missing membership, a missing user and a missing group alike, so the two are asked for. If that cannot be told now,
    /// the call is to be made again; if we are not allowed to ask, the reason stays unknown.
    /// </summary>
    private async Task<(string? Because, ProviderAnswer.NotDone? Unknown)> MissingAsync(Guid group, Guid user, GraphCall call)
    {
        var replies = new[]
        {
            (await graph.GroupExistsAsync(group, call), "the group no longer exists in Entra ID"),
            (await graph.UserExistsAsync(user, call), "the user no longer exists in Entra ID"),
        };
        var gone = new List<string>();
        foreach (var (reply, what) in replies)
        {
            if (reply is GraphReply.Refused { Status: 404 })
                gone.Add(what);
            else if (reply is not GraphReply.Ok && EntraAnswers.OfRead(reply) is ProviderAnswer.NotDone notNow)
                return (null, notNow);
        }
        return (gone.Count == 0 ? null : string.Join(", and ", gone), null);
    }

    private static bool TryRead(HoldingKey holding, out Guid group, out Guid user, out ProviderAnswer.Impossible wrong)
    {
        user = default;
        wrong = new ProviderAnswer.Impossible(EntraId.NotAGroup);
        if (!EntraId.TryRead(holding.Resource, out group))
            return false;
        wrong = new ProviderAnswer.Impossible(EntraId.NotAUser);
        return EntraId.TryRead(holding.Subject, out user);
    }
}
