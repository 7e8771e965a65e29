using JitBot.Engine;

namespace JitBot.Chat.Slack;

/// <summary>
/// How much Slack takes, in characters unless said otherwise (https://docs.slack.dev/reference/block-kit/blocks and
/// https://docs.slack.dev/reference/block-kit/composition-objects), and how much of somebody's text we show.
/// </summary>
internal static class SlackLimits
{
    public const int BlocksInMessage = 50;
    public const int BlocksInView = 100;
    public const int ViewBytes = 250_000;
    public const int PrivateMetadata = 3_000;
    public const int Id = 255;
    public const int Header = 150;
    public const int ViewTitle = 24;
    public const int Label = 2_000;
    public const int Placeholder = 150;
    public const int ButtonText = 75;
    public const int ButtonValue = 2_000;
    public const int AccessibilityLabel = 75;
    public const int ActionsInBlock = 25;
    public const int Options = 100;
    public const int OptionText = 75;
    public const int OptionValue = 150;
    public const int TextObject = 3_000;
    public const int InputLength = 3_000;

    /// <summary>
    /// The fallback text of a message is truncated above 40,000 and recommended below 4,000; a notification on a phone shows one line.
    /// </summary>
    public const int Fallback = 300;

    /// <summary>What is read of a justification or a reason; the rest of a longer one helps nobody decide (and stays in the log).</summary>
    public const int Justification = AskDraft.LongestJustification;

    /// <summary>
    /// A sentence of ours with names in it. Rich text has no published limit of its own, so the strictest of a text object is kept.
    /// </summary>
    public const int Sentence = 2_000;

    /// <summary>
    /// A sentence or a justification on the Home tab, which has dozens of them within <see cref="ViewBytes"/>, six bytes a character at worst.
    /// </summary>
    public const int HomeText = 300;

    /// <summary>A person's or an entitlement's name within a sentence.</summary>
    public const int Name = 100;

    /// <summary>A rule of who can approve, with who is on call beside it.</summary>
    public const int Decider = 300;

    /// <summary>More names than this on a card are counted instead of listed.</summary>
    public const int Names = 10;

    /// <summary>More words than this in one sentence are left out; ours have a dozen.</summary>
    public const int Words = 100;

    /// <summary>
    /// Requests or entitlements listed in one private answer: each takes up to two blocks, and a phone's screen ends sooner.
    /// </summary>
    public const int Rows = 20;
}
