using System.Text.RegularExpressions;
using JitBot.Core.OnCall;

namespace JitBot.OnCall.Schedule;

/// <summary>What both formats have in common: what an address is, and how many people can be on call at once.</summary>
internal static partial class ScheduleRoster
{
    /// <summary>The answer with these people on call.</summary>
    public static OnCallAnswer Of(IReadOnlyList<OnCallPerson> people) => people.Count > OnCallRoster.Most
        ? new OnCallAnswer.Refused("names more people on call than can be right")
        : new OnCallAnswer.Told(OnCallRoster.Of(people));

    /// <summary>Whether this is one plain address.</summary>
    public static bool IsAddress(string text) => Whole().IsMatch(text);

    /// <summary>The plain addresses that stand in a text.</summary>
    public static IEnumerable<string> AddressesIn(string text) => Within().Matches(text).Select(match => match.Value);

    private const string Address = @"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?";

    [GeneratedRegex($@"\A{Address}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex(Address, RegexOptions.NonBacktracking)]
    private static partial Regex Within();
}
