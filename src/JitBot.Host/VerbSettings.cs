using JitBot.Chat.Slack;
using JitBot.Chat.Teams;
using JitBot.Core.Audit;
using JitBot.Core.Settings;
using JitBot.Engine;
using JitBot.Engine.Catalogue;

namespace JitBot.Host;

/// <summary>The settings of the program for verbs that do not serve.</summary>
internal static class VerbSettings
{
    /// <summary>What the program is composed from, from the same places; <paramref name="adjust"/> is as for <see cref="JitBotApp.Build"/>.</summary>
    public static WebApplicationBuilder Builder(Action<WebApplicationBuilder>? adjust)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        HostSettings.AddSources(builder, []);
        adjust?.Invoke(builder);
        return builder;
    }

    /// <summary>The section <c>Audit</c>, by default beside the database.</summary>
    public static AuditSettings? Audit(IConfiguration configuration, out IReadOnlyList<SettingsFault> faults) =>
        AuditSettings.Read(configuration.GetSection(AuditSettings.Section), new StoreRoom(configuration).Folder, new CatalogueDoors([], [SlackSetup.Section, TeamsSetup.Section], [], []), out faults);

    /// <summary>The file JitBot itself writes beside the database; null if there is nothing outside the database to compare with.</summary>
    public static string? OwnCheckpoints(IConfiguration configuration) =>
        Audit(configuration, out _) is { } settings && File.Exists(settings.CheckpointFile) ? settings.CheckpointFile : null;

    /// <summary>The checkpoints in a file, one a line.</summary>
    public static List<Checkpoint> ReadCheckpoints(string file) => [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Checkpoint.Read)];
}
