using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Slack;

/// <summary>Keeps the pair of tokens in a file that its owner alone can read.</summary>
internal sealed partial class SlackTokensFile(string folder, ILogger<SlackTokensFile> log)
{
    private readonly string _path = Path.Combine(folder, "slack-tokens.json");

    /// <summary>The pair kept; null if there is none that can be read.</summary>
    public SlackTokensPair? Read()
    {
        try
        {
            if (!File.Exists(_path))
                return null;
            if (SlackJson.Read(File.ReadAllBytes(_path)) is { } body && Parse(body) is { } pair)
                return pair;
            Log.NotRead(log, _path, "it is none of ours");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotRead(log, _path, e.Message);
        }

        return null;
    }

    /// <summary>Whether it is kept now: on the disk under another name first and renamed, so that a crash leaves the old pair or the new one.</summary>
    public bool Keep(SlackTokensPair pair)
    {
        try
        {
            Write(pair);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(log, _path, e.Message);
            return false;
        }
    }

    private void Write(SlackTokensPair pair)
    {
        Directory.CreateDirectory(folder);
        var unfinished = _path + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(Encoding.UTF8.GetBytes(Format(pair).ToJsonString()));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, _path, overwrite: true);
    }

    private static JsonObject Format(SlackTokensPair pair) => new()
    {
        ["access_token"] = pair.Access,
        ["refresh_token"] = pair.Refresh,
        ["previous_refresh_token"] = pair.Previous,
        ["ends_at"] = pair.EndsAt?.ToString("O", CultureInfo.InvariantCulture),
        ["origin"] = pair.Origin,
    };

    private static SlackTokensPair? Parse(JsonObject body) =>
        SlackJson.Text(body["access_token"]) is { } access && SlackJson.Text(body["refresh_token"]) is { } refresh && SlackJson.Text(body["origin"]) is { } origin
            ? new SlackTokensPair
            {
                Access = access,
                Refresh = refresh,
                Previous = SlackJson.Text(body["previous_refresh_token"]),
                EndsAt = DateTimeOffset.TryParse(SlackJson.Text(body["ends_at"]), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at : null,
                Origin = origin,
            }
            : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Slack's tokens cannot be read from {File}, so those of the settings are used: {Why}")]
        public static partial void NotRead(ILogger log, string file, string why);

        [LoggerMessage(Level = LogLevel.Error, Message = "Slack's tokens cannot be kept in {File}, so they are not renewed until they can: {Why}")]
        public static partial void NotKept(ILogger log, string file, string why);
    }
}
