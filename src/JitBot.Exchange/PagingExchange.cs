using JitBot.Core;
using JitBot.Core.Paging;
using Microsoft.Extensions.Logging;

namespace JitBot.Exchange;

/// <summary>Hands a page to one service, once and within the time of a call. <paramref name="who"/> begins the sentences that say what went wrong.</summary>
public sealed partial class PagingExchange(string who, TimeProvider clock, ILogger log) : IDisposable
{
    private readonly HttpExchange _http = new(who, mostBytes: 0);

    /// <summary>Sends it; <paramref name="understand"/> says what an answer means.</summary>
    public async Task<PageAnswer> SendAsync(HttpRequestMessage message, Func<HttpOutcome.Answered, PageAnswer> understand, CancellationToken ct)
    {
        using var budget = new CancellationTokenSource(IPager.CallBudget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, ct);
        var outcome = await _http.SendAsync(message, either.Token);
        if (outcome is not HttpOutcome.Answered answer)
        {
            ct.ThrowIfCancellationRequested();
            return new PageAnswer.NotNow(((HttpOutcome.Nothing)outcome).What);
        }

        Log.Answered(log, who, answer.Status);
        return understand(answer);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Service} was handed a page: {Status}")]
        public static partial void Answered(ILogger log, string service, int status);
    }
}
