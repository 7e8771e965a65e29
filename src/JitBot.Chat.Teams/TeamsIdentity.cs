namespace JitBot.Chat.Teams;

/// <summary>Who we are in Teams, and where we speak when we speak first.</summary>
internal sealed class TeamsIdentity(TeamsOptions options, TeamsServiceUrl urls)
{
    /// <summary>Our own account's id: the app's behind a mark.</summary>
    public string BotId { get; } = $"28:{options.AppId}";

    /// <summary>Whether we listen to people of this tenant.</summary>
    public bool IsOurs(string tenant) => options.AllowedTenants.Contains(tenant);

    /// <summary>A conversation, at the address where Teams listens for the tenant.</summary>
    public TeamsConversationRef In(string tenant, string conversation) => new(ServiceUrl(tenant), conversation);

    /// <summary>A conversation of our own tenant: those whose cards and channels are ours are there.</summary>
    public TeamsConversationRef In(string conversation) => In(options.TenantId, conversation);

    /// <summary>The address where Teams listens for a tenant.</summary>
    public string ServiceUrl(string tenant) => urls.Of(tenant).AbsoluteUri;
}
