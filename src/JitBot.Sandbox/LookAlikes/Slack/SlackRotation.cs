using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// Token rotation (https://docs.slack.dev/authentication/using-token-rotation): access tokens that end, refresh tokens that are good for one
/// use, and no more than two access tokens alive. Without rotation the bot's token stays, and there is no refresh token.
/// </summary>
internal sealed class SlackRotation(SlackWorkspace workspace)
{
    private readonly List<(string Token, DateTimeOffset EndsAt)> _alive = [];
    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _spent = new(StringComparer.Ordinal);
    private string? _refresh;

    /// <summary>The refresh token that is good now.</summary>
    public string RefreshToken => workspace.Gate.Read(() => _refresh ?? workspace.App.RefreshToken);

    /// <summary>The access tokens alive, the newest last.</summary>
    public IReadOnlyList<string> Alive => workspace.Gate.Read(() => _alive.Select(each => each.Token).ToArray());

    public SlackMethod Method => new("oauth.v2.access", Exchange) { Writes = true, TakesJson = true, TakesClient = true };

    /// <summary>Installs the app: the pair that stands under OAuth &amp; Permissions from now on, and nothing else.</summary>
    public void Install() => workspace.Gate.Change(() =>
    {
        _alive.Clear();
        _spent.Clear();
        _refresh = null;
        _alive.Add((workspace.App.BotToken, Now + SlackLimits.TokenLife));
    });

    /// <summary>Why the token opens nothing, or null if it does.</summary>
    public string? Fault(string token) => workspace.Gate.Read(() =>
        !workspace.App.HasTokenRotation ? token == workspace.App.BotToken ? null : "invalid_auth"
        : _revoked.Contains(token) ? "token_revoked"
        : _alive.FirstOrDefault(each => each.Token == token) is not { Token: not null } found ? "invalid_auth"
        : found.EndsAt > Now ? null : "token_expired");

    private DateTimeOffset Now => workspace.Numbers.Now;

    private JsonObject Exchange(SlackArguments arguments)
    {
        if (arguments.Text("client_id") != workspace.App.ClientId)
            throw new SlackRefusal("invalid_client_id");
        if (arguments.Text("client_secret") != workspace.App.ClientSecret)
            throw new SlackRefusal("bad_client_secret");
        if (arguments.Text("grant_type") != "refresh_token")
            throw new SlackRefusal(arguments.Has("code") ? "invalid_code" : "invalid_grant_type");
        Spend(arguments.Text("refresh_token"));
        return Give();
    }

    /// <summary>The one that is good, or the one before within its grace.</summary>
    private void Spend(string? token)
    {
        var isGood = token is not null && (token == RefreshToken || (_spent.TryGetValue(token, out var at) && Now - at <= SlackLimits.RefreshTokenGrace));
        if (!workspace.App.HasTokenRotation || !isGood)
            throw new SlackRefusal("invalid_refresh_token");
        _spent.TryAdd(token!, Now);
    }

    private JsonObject Give()
    {
        var access = workspace.Numbers.Next("xoxe.xoxb-1-of-the-look-alike-");
        _refresh = workspace.Numbers.Next("xoxe-1-of-the-look-alike-");
        _alive.Add((access, Now + SlackLimits.TokenLife));
        while (_alive.Count > SlackLimits.AliveTokens)
        {
            _revoked.Add(_alive[0].Token);
            _alive.RemoveAt(0);
        }

        return new JsonObject
        {
            ["access_token"] = access,
            ["token_type"] = "bot",
            ["expires_in"] = (int)SlackLimits.TokenLife.TotalSeconds,
            ["refresh_token"] = _refresh,
            ["scope"] = string.Join(',', workspace.App.Scopes),
            ["bot_user_id"] = workspace.App.BotUserId,
            ["app_id"] = workspace.App.AppId,
            ["team"] = new JsonObject { ["id"] = workspace.App.TeamId, ["name"] = workspace.App.TeamName },
        };
    }
}
