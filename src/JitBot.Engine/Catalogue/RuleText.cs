using System.Net.Mail;

namespace JitBot.Engine.Catalogue;

/// <summary>A rule as the settings write it: <c>everyone</c>, <c>person:&lt;e-mail&gt;</c> or <c>source:group</c>.</summary>
internal sealed record RuleText(string Source, string Value)
{
    public const string Everyone = "everyone";
    public const string Person = "person";
    public const string Manager = "manager";

    /// <summary>Splits the text at its first colon; null if it has none and is not <c>everyone</c>.</summary>
    public static RuleText? Read(string text)
    {
        if (text.Trim().Equals(Everyone, StringComparison.OrdinalIgnoreCase))
            return new RuleText(Everyone, "");
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : new RuleText(text[..colon].Trim().ToLowerInvariant(), text[(colon + 1)..].Trim());
    }

    /// <summary>Whether this is one plain address, without a display name.</summary>
    public static bool IsAddress(string text) => MailAddress.TryCreate(text, out var address) && address.Address == text;
}
