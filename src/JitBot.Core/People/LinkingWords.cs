using JitBot.Core.Chat;

namespace JitBot.Core.People;

/// <summary>What people are told about linking their accounts. A code is what a swindler would ask for, so every text says what it is good for.</summary>
public static class LinkingWords
{
    /// <summary>With the code, to nobody but the account it was given to.</summary>
    public static Words Code(string code) => Words.Of(
        $"Your code is {new Word.Strong(code)}. In your other chat, with your own account there, type /jit link {code} within {LinkingLimits.CodeLives}; it works once. "
        + $"Whoever types it becomes one person with you here. Tell it to nobody, and never type one that somebody else gave you: administrators and JitBot never ask for it.");

    /// <summary>To whoever tried in vain.</summary>
    public static Words Refused(LinkRefusal why) => new([new Word.Plain(why switch
    {
        LinkRefusal.NoSuchCode => "That code is not right, was used, or has run out. Type /jit link in the other chat for a new one.",
        LinkRefusal.SameAccount => "This code was given to this very account. Type it in your other chat.",
        LinkRefusal.OneAlready => "Both accounts are one person already. There is nothing to do.",
        LinkRefusal.TooManyCodes => "This account has asked for many codes. Try again in an hour.",
        LinkRefusal.TooManyTries => "Too many codes were refused here. Try again in an hour.",
        LinkRefusal.NotLinked => "This account is linked with no other.",
        _ => throw new InvalidOperationException($"A refusal without words: {why}."),
    })]);

    /// <summary>To every account that it concerns, loudly: <paramref name="others"/> are all that are one person with the reader's from now on.</summary>
    public static Words Linked(IReadOnlyList<NamedAccount> others, DateTimeOffset rightsFrom) => new([
        new Word.Plain("If you did not do this yourself, type /jit link remove at once and tell your administrators. "),
        .. AndThose(others),
        .. Words.Of($" are one person from now on: one vote, and no decision on requests of each other. What one of them may ask for or approve, all may from {rightsFrom} on.").Parts,
    ]);

    /// <summary>To everybody at the other end when somebody has parted, and to them: <paramref name="others"/> are those at the other ends.</summary>
    public static Words Parted(IReadOnlyList<NamedAccount> others) => new([
        .. AndThose(others),
        new Word.Plain(" share nothing any more. Where votes and requests of one's own are compared they still count as one person: "
            + "that they were one person's has been shown, and is not forgotten."),
    ]);

    /// <summary>What somebody without a name is called.</summary>
    public static string Name(Person? person) => person is { Name.Length: > 0 } known ? known.Name : "somebody";

    private static IEnumerable<Word> AndThose(IReadOnlyList<NamedAccount> others) =>
    [
        new Word.Plain("Your account here"),
        .. others.Take(LinkingLimits.Named).SelectMany(other => Words.Of($" and the account of {Strong(other.Name)} ({Strong(other.Email)}) in {other.Account.Platform}").Parts),
        .. others.Count > LinkingLimits.Named ? Words.Of($" and {others.Count - LinkingLimits.Named} more").Parts : [],
    ];

    private static Word.Strong Strong(string text) => new(ReadableText.Fit(ReadableText.Clean(text), LinkingLimits.Name, fitted => fitted.Length));
}

/// <summary>An account, what the person it belongs to calls themselves, and their confirmed address, which nobody chooses alone.</summary>
public sealed record NamedAccount(string Name, string Email, AccountId Account);
