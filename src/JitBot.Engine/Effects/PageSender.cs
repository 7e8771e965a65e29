using JitBot.Core;
using JitBot.Core.Effects;
using JitBot.Core.Paging;
using JitBot.Engine.Clock;
using JitBot.Engine.Operations;
using JitBot.Engine.Requests;
using Microsoft.Extensions.Logging;

namespace JitBot.Engine.Effects;

/// <summary>
/// Wakes somebody by every pager that is on. A page has one id however often it is sent, so sending it to all again because one did not take it wakes nobody
/// twice. What is refused, or cannot be sent for long, is given up loudly.
/// </summary>
internal sealed partial class PageSender(IEnumerable<IPager> pagers, StoryReader reader, PageWatch watch, TrustedClock clock, ILogger<PageSender> log)
{
    /// <summary>Sends one page by all of them, or says when to try again.</summary>
    public async Task<EffectResult> RunAsync(Effect.Page effect, CancellationToken ct)
    {
        if (await reader.DrawAsync(effect.Request, ct) is not { } view)
            return EffectResult.Finished;
        var page = PageWords.Of(view, effect.Since);
        var answers = await Task.WhenAll(pagers.Select(async pager => (pager.Name, Answer: await pager.PageAsync(page, ct).WaitAsync(ct))));
        var isOver = clock.Now >= effect.Since + PageWords.GivenUpAfter;
        foreach (var (name, answer) in answers)
            Note(name, answer, isOver, page.Id);
        return isOver || answers.Select(each => each.Answer).OfType<PageAnswer.NotNow>().ToList() is not { Count: > 0 } waiting
            ? EffectResult.Finished
            : new EffectResult.Again(waiting.Select(each => each.RetryAfter).Min(), waiting[0].What);
    }

    private void Note(string name, PageAnswer answer, bool isOver, string page)
    {
        switch (answer)
        {
            case PageAnswer.Sent:
                watch.Works(name);
                break;
            case PageAnswer.Refused refused:
                GiveUp(name, refused.Why, page);
                break;
            case PageAnswer.NotNow later when isOver:
                GiveUp(name, later.What, page);
                break;
        }
    }

    private void GiveUp(string name, string what, string page)
    {
        Log.GivenUp(log, name, page, what);
        watch.Lost(name, what);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Nobody was woken by {Pager} for {Page}: {What}")]
        public static partial void GivenUp(ILogger log, string pager, string page, string what);
    }
}
