using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Teams;

/// <summary>Takes what Teams delivers once it is known to be genuine.</summary>
internal sealed partial class TeamsReception(ILogger<TeamsReception> log)
{
    /// <summary>Our answer.</summary>
    public Task<TeamsReply> ReceiveAsync(TeamsActivity activity, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Log.Came(log, activity.Type ?? "");
        return Task.FromResult(TeamsReply.Taken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "An activity of the type {Type} came from Teams")]
        public static partial void Came(ILogger log, string type);
    }
}
