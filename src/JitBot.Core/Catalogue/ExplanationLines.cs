using System.Globalization;
using JitBot.Core.Chat;

namespace JitBot.Core.Catalogue;

/// <summary>An explanation as lines for people.</summary>
public static class ExplanationLines
{
    /// <summary>The lines; <paramref name="subject"/> is who asks for what, and <paramref name="given"/>, where it is to be said, what they would be given.</summary>
    public static IEnumerable<string> Of(Explanation explanation, string subject, Policy policy, AskQuota quota, Because known, string? given = null)
    {
        yield return subject;
        if (given is not null)
            yield return $"  gives {given}";
        yield return Line("known to the provider", known);
        yield return Line("may ask", explanation.MayAsk);
        foreach (var line in Asking(policy, quota))
            yield return "    " + line;
        foreach (var auto in explanation.Auto)
            yield return $"  nobody is asked: {Explanation.Word(auto.Applies)}, for {auto.For}, up to {Spans.InWords(auto.AtMost)}{string.Concat(auto.Windows.Select(Line))}";
        foreach (var (index, stage) in explanation.Stages.Index())
        {
            var noes = stage.Denials == 1 ? "says no denies" : "say no deny";
            yield return string.Create(CultureInfo.InvariantCulture, $"  stage {index + 1} of {explanation.Stages.Count}: {stage.Approvals} must say yes; {stage.Denials} who {noes} it");
            foreach (var decider in stage.Deciders)
                yield return Line(decider);
        }

        yield return Line("can be decided", explanation.CanBeDecided);
        foreach (var line in Emergency(explanation.Glass))
            yield return line;
    }

    private static IEnumerable<string> Asking(Policy policy, AskQuota quota)
    {
        var least = policy.MinimumJustification.ToString(CultureInfo.InvariantCulture);
        var offered = string.Join(", ", policy.Durations.Select(Spans.InWords));
        yield return $"for up to {Spans.InWords(policy.LongestGrant)}, with at least {least} characters of justification; the form offers {offered}";
        var reminds = policy.RemindsAfter is { } after ? $", approvers are reminded after {Spans.InWords(after)}" : "";
        var why = policy.AsksWhy ? "a reason" : "no reason";
        yield return $"lapses after {Spans.InWords(policy.RequestLapsesAfter)} without an answer{reminds}; a yes needs {why}; warned {Spans.InWords(policy.WarnBefore)} before the end";
        if (policy.SignsOut)
            yield return "signed out everywhere when it is gone";
        if (policy.AskForOthers)
            yield return "for themselves, or by somebody else for them, who then decides on it no more than they do";
        yield return string.Create(CultureInfo.InvariantCulture, $"while they have fewer than {quota.MostOpen} open requests, and fewer than {quota.MostADay} made within a day");
    }

    private static IEnumerable<string> Emergency(ExplainedGlass? glass)
    {
        if (glass is null)
        {
            yield return "  in an emergency: nobody may take it at once";
            yield break;
        }

        var rules = glass.Rules;
        yield return $"  in an emergency: {Explanation.Word(glass.Applies)}, for {glass.For}";
        yield return string.Create(CultureInfo.InvariantCulture,
            $"    at once for {Spans.InWords(rules.Longest)}, at most {rules.PerDay} a day and person; team {rules.Team} owes two reviews within {Spans.InWords(rules.ReviewWithin)}");
    }

    private static string Line(WeeklyWindow window, int index)
    {
        var hours = window.IsWholeDay ? "all day" : string.Create(CultureInfo.InvariantCulture, $"from {window.From:HH:mm} to {window.Until:HH:mm}");
        return $"{(index == 0 ? "," : " or")} on {string.Join(", ", window.Days)} {hours} ({window.Zone})";
    }

    private static string Line(ExplainedDecider decider)
    {
        var when = decider.After > TimeSpan.Zero ? $", if nobody answered within {Spans.InWords(decider.After)}" : "";
        var not = decider.WhyTurnedAway is { } why ? $" (turned away: {why})" : decider.Counts ? "" : " (not on their own request)";
        return $"    {decider.Rule}{when}{not}";
    }

    private static string Line(string question, Because answer) =>
        $"  {question}: {Explanation.Word(answer.Answer)}, {answer.Why}{(answer.ToBeYes is { } todo ? $" → {todo}" : "")}";
}
