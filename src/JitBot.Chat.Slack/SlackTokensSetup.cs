using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Chat.Slack;

/// <summary>Where the bot's token comes from: from the settings, or from a file in which it is kept and renewed.</summary>
internal static class SlackTokensSetup
{
    /// <summary>Registers it. Who reads beside the process that serves takes the token that is kept, and renews none.</summary>
    public static void Add(IServiceCollection services, SlackOptions options, string? folder, bool renews)
    {
        if (options.Rotation is null)
        {
            services.AddSingleton(new SlackTokens(options.BotToken));
            return;
        }

        var place = folder ?? throw new InvalidOperationException("Tokens that are renewed need a folder; check that first.");
        services.AddSingleton(made => ActivatorUtilities.CreateInstance<SlackTokensFile>(made, place));
        if (!renews)
            services.AddSingleton(made => new SlackTokens(SlackTokensPlan.Begin(made.GetRequiredService<SlackTokensFile>().Read(), SlackTokensPair.Of(options)).Access));
        else
            services
                .AddSingleton<SlackTokensKeeper>()
                .AddSingleton(made => new SlackTokens(options.BotToken, made.GetRequiredService<SlackTokensKeeper>()))
                .AddHostedService<SlackTokensService>();
    }
}
