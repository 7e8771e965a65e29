using JitBot.Core.Holdings;

namespace JitBot.Providers.Entra;

/// <summary>
/// What a group is nested in, of Graph's answer to getMemberGroups (https://learn.microsoft.com/graph/api/directoryobject-getmembergroups): all groups around it at
/// once, at whatever depth. A group around which there are more than the 11,000 that are answered is one of which nothing can be told.
/// </summary>
internal static class EntraNesting
{
    /// <summary>Reads it.</summary>
    public static NestingAnswer Read(GraphReply reply)
    {
        if (reply is GraphReply.Ok ok)
            return ok.As(EntraJson.Default.GraphIds)?.Value is { } ids
                ? new NestingAnswer.Told(ids.ToHashSet(StringComparer.OrdinalIgnoreCase))
                : new NestingAnswer.NotNow("Graph's answer could not be understood.");
        if (EntraAnswers.OfRead(reply) is ProviderAnswer.Impossible(var why))
            return new NestingAnswer.Untold(why);
        var (what, wait) = EntraAnswers.InWords(reply);
        return new NestingAnswer.NotNow(what, wait);
    }
}
