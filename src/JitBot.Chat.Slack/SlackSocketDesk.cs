using System.Text.Json.Nodes;
using JitBot.Engine;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Slack;

/// <summary>
/// Makes the acknowledgement of an envelope, when what it brings is durable; none if it could not be made so: Slack then delivers it again or
/// tells the person.
/// </summary>
internal sealed partial class SlackSocketDesk(SlackAnswering answering, TimeProvider time, ILogger<SlackSocketDesk> log)
{
    private readonly NotKept _notKept = new("Slack", time, log);

    public async Task<JsonObject?> AnswerAsync(SlackSocketMessage.Envelope envelope)
    {
        using var budget = new CancellationTokenSource(SlackSocketLimits.AcknowledgeWithin, time);
        try
        {
            var reply = await answering.AnswerAsync(SlackRequest.OfSocket(envelope.Type, envelope.Payload), budget.Token);
            if (reply is null)
                Log.NotUnderstood(log, envelope.Type); // acknowledged all the same: the next time it would be no clearer
            return SlackSocketMessage.Acknowledge(envelope, reply ?? SlackReply.Nothing);
        }
        catch (Exception error) when (NotKept.Is(error))
        {
            _notKept.Note(error);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            Log.TooLate(log, envelope.Type);
        }
        catch (Exception mistake) // whatever goes wrong with one envelope, the connection lives on: as over HTTP, where the answer would be 500
        {
            Log.Failed(log, mistake, envelope.Type);
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack delivered a {Type} that is none we know")]
        public static partial void NotUnderstood(ILogger log, string type);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A {Type} took longer than Slack waits, so it was not acknowledged")]
        public static partial void TooLate(ILogger log, string type);

        [LoggerMessage(Level = LogLevel.Error, Message = "A {Type} could not be answered, so it was not acknowledged to Slack")]
        public static partial void Failed(ILogger log, Exception mistake, string type);
    }
}
