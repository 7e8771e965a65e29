using System.Text.RegularExpressions;

namespace JitBot.OnCall.PagerDuty;

/// <summary>Ids of PagerDuty: opaque, in capital letters and digits (https://github.com/PagerDuty/developer-docs, REST-API, Resource Schemas).</summary>
internal static partial class PagerDutyId
{
    /// <summary>Whether this can be an id; checked before any URL is made of it.</summary>
    public static bool IsOne(string id) => Id().IsMatch(id);

    // \z and not $: a newline at the end is no part of an id.
    [GeneratedRegex(@"\A[A-Z0-9]{4,32}\z")]
    private static partial Regex Id();
}
