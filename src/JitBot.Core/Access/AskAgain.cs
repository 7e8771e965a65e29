using System.Globalization;

namespace JitBot.Core.Access;

/// <summary>What would be typed to ask for the same once more: it fills in the form behind a button, so that asking again is one click and a look.</summary>
internal static class AskAgain
{
    /// <summary>The line, as it would stand behind the verb; null while the request is not over, and for an emergency, which is never taken by habit.</summary>
    public static string? Line(AccessState.Known state, StoryTexts texts)
    {
        var facts = state.Facts;
        if (HomePicture.IsOpen(AccessPicture.PhaseOf(state)) || facts.Emergency is not null)
            return null;
        var why = texts.Texts.GetValueOrDefault(facts.Justification, "");
        return $"{facts.Terms.EntitlementId} {facts.Length.ToString("c", CultureInfo.InvariantCulture)} {why}".Trim();
    }
}
