using JitBot.Core.Access;
using JitBot.Core.Chat;

namespace JitBot.Core.Paging;

/// <summary>What a page says of a request by which somebody took access without waiting for a yes. It holds what the card holds, and no secret.</summary>
public static class PageWords
{
    /// <summary>Nobody is woken for what is so old: what cannot be sent by then is given up, and the operators are told.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(30);

    /// <summary>The page; its id is the request's, so that however often it is sent it is one.</summary>
    public static Page Of(RequestView view, DateTimeOffset since) => new(
        $"jitbot-{view.Id}",
        since,
        $"{view.Requester} broke glass: {view.Entitlement} for {Spans.InWords(view.Length)}",
        new Dictionary<string, string>
        {
            ["who"] = view.Requester,
            ["what"] = view.Entitlement,
            ["for"] = Spans.InWords(view.Length),
            ["why"] = view.Justification,
            ["now"] = view.Status.ToPlainText(),
            ["request"] = view.Id.Value,
        });
}
