using JitBot.Core.Access;
using JitBot.Core.Catalogue;

namespace JitBot.Engine.Emergencies;

/// <summary>
/// What was typed behind <c>escalate</c> or <c>review</c>: a request's id or an entitlement's, and the words; whatever is not understood is words. Such as
/// <c>prod-db the primary is down</c>.
/// </summary>
public sealed record EmergencyLine(Entitlement? Entitlement, RequestId? Request, string Words)
{
    private const string RequestPrefix = "r-";

    /// <summary>Reads it.</summary>
    public static EmergencyLine Read(string typed, AccessCatalogue catalogue)
    {
        var words = typed.Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return new EmergencyLine(null, null, "");
        var rest = words.Length > 1 ? words[1].Trim() : "";
        if (words[0].StartsWith(RequestPrefix, StringComparison.Ordinal))
            return new EmergencyLine(null, new RequestId(words[0]), rest);
        return catalogue.Find(words[0]) is { } found ? new EmergencyLine(found, null, rest) : new EmergencyLine(null, null, typed.Trim());
    }
}
