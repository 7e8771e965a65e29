using JitBot.Engine;

namespace JitBot.Chat.Teams;

/// <summary>
/// How much Teams takes and how much of somebody's text we show. Texts are measured as they are sent (<see cref="TeamsText.Weight"/>).
/// </summary>
internal static class TeamsLimits
{
    /// <summary>
    /// A message as UTF-16. Newer pages tell of 100 KB
    /// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages), older ones and connectors of 28 KB;
    /// below the strictest there is room left for what Teams adds.
    /// </summary>
    public const int MessageBytes = 24 * 1024;

    /// <summary>
    /// Who can have a view of their own on a card
    /// (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views).
    /// </summary>
    public const int Viewers = 60;

    /// <summary>
    /// Choices that a type-ahead list shows
    /// (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search).
    /// </summary>
    public const int Choices = 15;

    /// <summary>Durations in one menu: more are a list nobody reads on a phone.</summary>
    public const int Lengths = 20;

    /// <summary>The value of a choice comes back as it is; an id longer than this is a mistake in the catalogue.</summary>
    public const int ChoiceValue = 150;

    /// <summary>How many characters can be typed as a justification or a reason.</summary>
    public const int Justification = AskDraft.LongestJustification;

    /// <summary>How much of it a card shows: all of it in any script, if it is not emoji alone.</summary>
    public const int ShownJustification = 2_000;

    /// <summary>Lines of a justification: each is a block of its own on the card, and a phone's screen ends sooner.</summary>
    public const int JustificationLines = 12;

    /// <summary>A sentence that a message consists of.</summary>
    public const int Sentence = 4_000;

    /// <summary>A sentence on a card with much else on it.</summary>
    public const int Status = 1_000;

    /// <summary>A sentence or a description within a list.</summary>
    public const int RowText = 370;

    /// <summary>A person's or an entitlement's name within a sentence.</summary>
    public const int Name = 100;

    /// <summary>A rule of who can approve, with who is on call beside it.</summary>
    public const int Decider = 300;

    /// <summary>More names or votes than this on a card are counted instead of listed.</summary>
    public const int Names = 8;

    /// <summary>A button's or an input's label, ours or a name.</summary>
    public const int Label = 200;

    /// <summary>A message's summary, which a notification shows.</summary>
    public const int Summary = 300;

    /// <summary>More words than this in one sentence are left out; ours have a dozen.</summary>
    public const int Words = 40;

    /// <summary>Requests or entitlements on one page of a list: with their buttons they stay below <see cref="MessageBytes"/>.</summary>
    public const int Rows = 8;

    /// <summary>What is read of a message to the bot: the longest request that can be asked for, and more.</summary>
    public const int Typed = 4_000;
}
