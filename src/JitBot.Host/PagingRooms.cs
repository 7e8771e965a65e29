using JitBot.Core.Settings;
using JitBot.Paging.PagerDuty;
using JitBot.Paging.Webhook;

namespace JitBot.Host;

/// <summary>Which pagers are on, by the section <c>Paging</c>: none, one or both.</summary>
internal static class PagingRooms
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Paging";

    /// <summary>Everything wrong in the section.</summary>
    public static IEnumerable<SettingsFault> Check(IConfiguration configuration)
    {
        var (pagerDuty, webhook) = (configuration.GetSection(PagerDutySetup.Section), configuration.GetSection(WebhookSetup.Section));
        foreach (var other in configuration.GetSection(Section).GetChildren().Where(child => child.Path is var path && !Is(path, pagerDuty) && !Is(path, webhook)))
            yield return new SettingsFault(other.Path, $"is not a pager; use {PagerDutySetup.Section} or {WebhookSetup.Section}");
        foreach (var fault in pagerDuty.Exists() ? PagerDutySetup.Check(pagerDuty) : [])
            yield return fault;
        foreach (var fault in webhook.Exists() ? WebhookSetup.Check(webhook) : [])
            yield return fault;
    }

    /// <summary>Registers those that are on.</summary>
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection(PagerDutySetup.Section) is var pagerDuty && pagerDuty.Exists())
            services.AddPagerDutyPaging(pagerDuty);
        if (configuration.GetSection(WebhookSetup.Section) is var webhook && webhook.Exists())
            services.AddWebhookPaging(webhook);
    }

    private static bool Is(string path, IConfigurationSection section) => path.Equals(section.Path, StringComparison.OrdinalIgnoreCase);
}
