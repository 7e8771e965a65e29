using JitBot.Core.Access;
using JitBot.Engine;
using JitBot.Engine.People;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Teams;

/// <summary>
/// Answers people who link their accounts. What they type may be a code, and so may the answer: neither waits in the inbox, and both are for
/// the person alone, so that it is done in our own chat with them and nowhere else. Whoever gets no answer types it again.
/// </summary>
internal sealed partial class TeamsLinks(LinkDesk links, TeamsForms forms, TeamsHeard heard, TeamsWhispers whispers, ILogger<TeamsLinks> log)
{
    private const string NotNow = "Teams does not say who you are just now, so nothing was done. Type it again in a minute.";

    private const string NotHere = "Nothing was done: `link` counts in our own chat alone, which is here, where nobody else reads it. "
        + "If what you typed is a code, it is good for nothing any more, because others may have read it: type `link` in the chat that gave it to you for a new one.";

    /// <summary>Does what was typed <paramref name="behind"/> the verb, once for each <paramref name="key"/>, and says what came of it.</summary>
    public async Task AnswerAsync(TeamsGesture gesture, string key, string behind, CancellationToken ct)
    {
        if (!heard.IsNew(key))
            return;
        try
        {
            await TellAsync(gesture, gesture.IsPersonal ? await AnswerToAsync(gesture, behind, ct) : await SpoilAsync(behind, ct), ct);
        }
        catch
        {
            heard.Forget(key);
            throw;
        }
    }

    private async Task<TeamsPost> SpoilAsync(string behind, CancellationToken ct)
    {
        await links.SpoilAsync(behind, ct);
        return TeamsCards.Ours(NotHere);
    }

    private async Task TellAsync(TeamsGesture gesture, TeamsPost answer, CancellationToken ct)
    {
        try
        {
            await whispers.TellAsync(gesture, answer, ct);
        }
        catch (NotNowException notNow)
        {
            Log.NotTold(log, gesture.User, notNow.Message);
        }
    }

    private async Task<TeamsPost> AnswerToAsync(TeamsGesture gesture, string behind, CancellationToken ct)
    {
        try
        {
            return await forms.LookAtAsync(gesture, ct) switch
            {
                null => TeamsCards.Ours(NotNow),
                { Barred: { } why } => TeamsCards.Ours(RefusalWords.For(why)),
                var who => TeamsCards.Plain(await links.AnswerAsync(who, behind, ct)),
            };
        }
        catch (NotNowException)
        {
            return TeamsCards.Ours(NotNow);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{User} could not be told what came of linking ({What}); both accounts are told of a link anyway")]
        public static partial void NotTold(ILogger log, string user, string what);
    }
}
