using System.Text.Json.Serialization.Metadata;
using JitBot.Core;
using JitBot.Core.Access;

namespace JitBot.Providers.Entra;

/// <summary>
/// What Entra ID's logs show of a person: the changes they made in the directory, and the applications they signed in to where the tenant's
/// licence keeps sign-ins.
/// </summary>
internal sealed class EntraEvidence(GraphApi graph, TimeProvider clock) : IEvidenceSource
{
    /// <summary>Two logs of two pages are within what Graph allows in ten seconds (<see cref="GraphQuota"/>); what lies beyond is told as cut off.</summary>
    private const int MaxPages = 2;

    private const string NoRight = "JitBot may not read it. Its app needs AuditLog.Read.All.";

    /// <inheritdoc />
    public string Provider => EntraProvider.ProviderName;

    /// <inheritdoc />
    public async Task<EvidenceAnswer> ReadAsync(string subject, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        if (!EntraId.TryRead(subject, out var user))
            return new EvidenceAnswer.Closed(EntraId.NotAUser);
        using var call = new GraphCall(clock, ct);
        var changes = await PagesAsync(await graph.AuditsAsync(user, from, until, call), EntraJson.Default.GraphAudits, page => (page.Value, page.NextLink), call);
        if (changes.Fault is { } unread)
            return Unread(unread);
        var signIns = await PagesAsync(await graph.SignInsAsync(user, from, until, call), EntraJson.Default.GraphSignIns, page => (page.Value, page.NextLink), call);
        var areKept = signIns.Fault is not GraphReply.Refused { Code: EntraAnswers.NoLicence };
        if (areKept && signIns.Fault is { } fault)
            return Unread(fault);
        var deeds = changes.All.Where(change => IsOf(change.InitiatedBy?.User?.Id, user)).Select(InWords)
            .Concat(signIns.All.Where(signIn => IsOf(signIn.UserId, user)).Select(InWords));
        return new EvidenceAnswer.Found(Evidence.Of(deeds, changes.IsCut || signIns.IsCut) with { NotKept = areKept ? null : "sign-ins, which this tenant's licence does not keep" });
    }

    /// <summary>All pages; what was read stands, as cut off, where a later page cannot be had.</summary>
    private async Task<(List<T> All, bool IsCut, GraphReply? Fault)> PagesAsync<TPage, T>(
        GraphReply first, JsonTypeInfo<TPage> type, Func<TPage, (IReadOnlyList<T>? Value, string? Next)> open, GraphCall call)
        where TPage : class
    {
        var all = new List<T>();
        var reply = first;
        for (var page = 1; ; page++)
        {
            if (reply is not GraphReply.Ok ok)
                return all.Count == 0 ? (all, false, reply) : (all, true, null);
            if (ok.As(type) is not { } read || open(read) is not ({ } entries, var next))
                return (all, false, new GraphReply.Lost("Graph's answer could not be understood."));
            all.AddRange(entries);
            if (next is null || page == MaxPages)
                return (all, next is not null, null);
            reply = await graph.PageAsync(next, call);
        }
    }

    private static EvidenceAnswer Unread(GraphReply fault)
    {
        if (fault is GraphReply.Refused { Status: 403 })
            return new EvidenceAnswer.Closed(NoRight);
        var (what, wait) = EntraAnswers.InWords(fault);
        return fault is GraphReply.Refused { Status: >= 400 and < 500 and not (401 or 408 or 429) } ? new EvidenceAnswer.Closed(what) : new EvidenceAnswer.NotNow(what, wait);
    }

    private static bool IsOf(string? id, Guid user) => Guid.TryParse(id, out var read) && read == user;

    private static string InWords(GraphAudit change) => Told(change.ActivityDisplayName ?? "A change without a name", change.Result is null or "success");

    private static string InWords(GraphSignIn signIn) => Told($"Sign-in: {signIn.AppDisplayName ?? "an application without a name"}", signIn.Status?.ErrorCode is null or 0);

    private static string Told(string what, bool isGood) => isGood ? what : $"{what} (failed)";
}
