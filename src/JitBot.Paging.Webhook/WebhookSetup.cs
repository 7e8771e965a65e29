using JitBot.Core;
using JitBot.Core.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JitBot.Paging.Webhook;

/// <summary>The room that pages by a signed webhook: its settings, every check on them, its registrations.</summary>
public static class WebhookSetup
{
    /// <summary>The settings section; the room is on if and only if it is present.</summary>
    public const string Section = "Paging:Webhook";

    /// <summary>Everything wrong in the section, at once; empty if it is good.</summary>
    public static IReadOnlyList<SettingsFault> Check(IConfigurationSection section)
    {
        WebhookOptions.Read(section, out var faults);
        return faults;
    }

    /// <summary>Registers the pager of this room.</summary>
    public static IServiceCollection AddWebhookPaging(this IServiceCollection services, IConfigurationSection section)
    {
        var options = WebhookOptions.Read(section, out var faults)
            ?? throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options).AddSingleton<WebhookPager>();
        services.AddSingleton<IPager>(made => made.GetRequiredService<WebhookPager>());
        return services.AddSingleton<ICheckup, WebhookCheckup>();
    }
}
