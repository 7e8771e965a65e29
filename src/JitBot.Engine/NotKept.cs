using System.Globalization;
using JitBot.Core.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine;

/// <summary>What a door does with a gesture that could not be kept: the platform is told to send it again, and the operator hears of it, of many a few a minute.</summary>
public sealed partial class NotKept(string platform, TimeProvider time, ILogger log)
{
    /// <summary>When it is to come again: by then those that wait are kept, or a store that is away has been tried once more.</summary>
    public static readonly TimeSpan AgainIn = TimeSpan.FromSeconds(1);

    private static readonly string RetryAfter = AgainIn.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private readonly LineBound _lines = new(time);

    /// <summary>Whether that is why something failed.</summary>
    public static bool Is(Exception error) => error is StoreUnavailableException or TooManyWaitException;

    /// <summary>Answers 503 with Retry-After (RFC 9110 §10.2.3), and says so in the log.</summary>
    public void Answer(HttpResponse response, Exception why)
    {
        Note(why);
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = RetryAfter;
    }

    /// <summary>Says so in the log.</summary>
    public void Note(Exception why)
    {
        if (!_lines.MaySay(out var unsaid))
            return;
        if (unsaid > 0)
            Log.Unsaid(log, unsaid);
        if (why is TooManyWaitException)
            Log.TooMany(log, platform, why.Message);
        else
            Log.NotKept(log, why, platform);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A gesture could not be kept, so {Platform} was told to try again")]
        public static partial void NotKept(ILogger log, Exception unavailable, string platform);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A gesture was not taken, so {Platform} was told to try again: {Why}")]
        public static partial void TooMany(ILogger log, string platform, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Unsaid} more gestures could not be kept and are not in the log")]
        public static partial void Unsaid(ILogger log, int unsaid);
    }
}
