using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace JitBot.Chat.Teams;

/// <summary>
/// Tells whether an activity comes from Teams: every rule of
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot, none optional and
/// none to be switched off, and beyond it that the address for answers is one of Teams' own and the tenant one of ours. Tokens of the
/// emulator and of other bots have issuers of their own and never pass.
/// </summary>
internal sealed class TeamsAuthentication(TeamsOptions options, TeamsKeys keys, TeamsServiceUrl urls, TimeProvider clock)
{
    /// <summary>The channel's name in activities and endorsements.</summary>
    public const string Channel = "msteams";

    private const string ServiceUrlClaim = "serviceurl";

    /// <summary>Their clock and ours may differ by so much; Microsoft asks for no more.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>What can be told before the body is read: the token, and the key it was signed with, if it is Microsoft's and for us.</summary>
    public async Task<(TeamsJudgement Judgement, Proof? Proof)> JudgeAsync(IHeaderDictionary headers, CancellationToken ct)
    {
        if (TeamsToken.Bearer(headers) is not { } text)
            return Refuse(TeamsRule.Bearer);
        if (TeamsToken.Read(text) is not { } token)
            return Refuse(TeamsRule.Form);
        if (!token.HasAlgorithm)
            return Refuse(TeamsRule.Algorithm);
        var answer = await keys.FindAsync(token.KeyId, ct);
        if (answer is TeamsKeyAnswer.CannotTell)
            return (new TeamsJudgement.CannotTell(), null);
        if (answer is not TeamsKeyAnswer.Found { Key: var key })
            return Refuse(TeamsRule.Key);
        if (!await token.IsSignedByAsync(key.Key))
            return Refuse(TeamsRule.Signature);
        return BrokenBy(token) is { } rule ? Refuse(rule) : (new TeamsJudgement.Genuine(), new Proof(token, key));
    }

    /// <summary>Whether the activity is the one that the token came for.</summary>
    public TeamsJudgement Judge(Proof proof, TeamsActivity activity) =>
        BrokenBy(proof, activity) is { } rule ? new TeamsJudgement.Refused(rule) : new TeamsJudgement.Genuine();

    private TeamsRule? BrokenBy(TeamsToken token)
    {
        var now = clock.GetUtcNow();
        if (!token.IsIssuedBy(options.Cloud.Issuer))
            return TeamsRule.Issuer;
        if (!token.IsFor(options.AppId))
            return TeamsRule.Audience;
        if (token.Moment(JwtRegisteredClaimNames.Exp) is not { } end || end <= (now - Skew).ToUnixTimeSeconds())
            return TeamsRule.Expiry;
        var isForLater = token.Moment(JwtRegisteredClaimNames.Nbf) is { } start ? start > (now + Skew).ToUnixTimeSeconds() : token.Has(JwtRegisteredClaimNames.Nbf);
        return isForLater ? TeamsRule.NotBefore : null;
    }

    private TeamsRule? BrokenBy(Proof proof, TeamsActivity activity)
    {
        if (activity.ChannelId is not { } channel || !proof.Key.Endorsements.Contains(channel, StringComparer.Ordinal))
            return TeamsRule.Endorsement;
        if (!TeamsServiceUrl.AreSame(proof.Token.Text(ServiceUrlClaim), activity.ServiceUrl))
            return TeamsRule.ServiceUrl;
        if (urls.Read(activity.ServiceUrl) is null)
            return TeamsRule.ServiceHost;
        if (channel != Channel)
            return TeamsRule.Channel;
        return IsFromAllowedTenant(activity) ? null : TeamsRule.Tenant;
    }

    /// <summary>Not every activity names the tenant in its conversation as well; where it does, it must be the same.</summary>
    private bool IsFromAllowedTenant(TeamsActivity activity) =>
        activity.ChannelData?.Tenant?.Id is { } tenant
        && options.AllowedTenants.Contains(tenant, StringComparer.OrdinalIgnoreCase)
        && (activity.Conversation?.TenantId is not { } other || other.Equals(tenant, StringComparison.OrdinalIgnoreCase));

    private static (TeamsJudgement Judgement, Proof? Proof) Refuse(TeamsRule rule) => (new TeamsJudgement.Refused(rule), null);

    /// <summary>A token that is Microsoft's and for us, and the key it was signed with.</summary>
    public sealed record Proof(TeamsToken Token, TeamsKey Key);
}
