using System.Collections.Concurrent;

namespace JitBot.Chat.Teams;

/// <summary>Who we are in Teams, and where we speak when we speak first.</summary>
internal sealed class TeamsIdentity(TeamsOptions options, TeamsServiceUrl urls)
{
    /// <summary>The id of a bot in Teams is that of its app behind this.</summary>
    public const string BotMark = "28:";

    /// <summary>More personal chats than those of other tenants that are used within hours; when it is full it is emptied, and they are opened or written in again.</summary>
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, string> _tenants = new(StringComparer.Ordinal);

    /// <summary>Our own account's id: the app's behind a mark.</summary>
    public string BotId { get; } = BotMark + options.AppId;

    /// <summary>Whether we listen to people of this tenant.</summary>
    public bool IsOurs(string tenant) => options.AllowedTenants.Contains(tenant);

    /// <summary>A conversation, at the address where Teams listens for the tenant.</summary>
    public TeamsConversationRef In(string tenant, string conversation) => new(ServiceUrl(tenant), conversation);

    /// <summary>A conversation whose tenant is not said: that of a personal chat is remembered, and the channels of the settings are in our own.</summary>
    public TeamsConversationRef In(string conversation) => In(_tenants.GetValueOrDefault(conversation, options.TenantId), conversation);

    /// <summary>The tenant that a personal chat is in.</summary>
    public void Learn(string conversation, string tenant)
    {
        if (tenant == options.TenantId)
            return;
        if (_tenants.Count >= MostRemembered)
            _tenants.Clear();
        _tenants[conversation] = tenant;
    }

    /// <summary>The address where Teams listens for a tenant.</summary>
    public string ServiceUrl(string tenant) => urls.Of(tenant).AbsoluteUri;
}
