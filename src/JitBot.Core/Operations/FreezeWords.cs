using JitBot.Core.Access;
using JitBot.Core.Chat;

namespace JitBot.Core.Operations;

/// <summary>What people are told when granting stops and goes on.</summary>
public static class FreezeWords
{
    /// <summary>That it is frozen, by whom and why, as <paramref name="texts"/> know it.</summary>
    public static Words Holds(Freeze freeze, StoryTexts texts)
    {
        var who = new Word.Strong(texts.Name(freeze.By.Id));
        var frozen = Words.Of($"Granting is frozen since {freeze.Since}, by {who}. You can ask and decide; nothing is granted until two operators let it go on. ");
        return freeze.Reason is null ? frozen : new Words([.. frozen.Parts, .. Words.Of($"The reason: {texts.Text(freeze.Reason)}").Parts]);
    }

    /// <summary>What is told where JitBot's own troubles are: no name, because that line cannot be erased.</summary>
    public static Words Raised(DateTimeOffset since) => Words.Of(
        $"{new Word.Strong("An operator has frozen granting")} since {since}. People can ask and decide, but nothing is granted; access in force ends at its time and can be given back "
        + $"and revoked. The status verb says who did it and why. It goes on when two operators type unfreeze within an hour.");

    /// <summary>The answer to whoever has stopped it, or found it stopped.</summary>
    public static Words Stopped(FreezeEvent? happened) => happened switch
    {
        FreezeEvent.Refused e => Plain(RefusalWords.For(e.Why)),
        null => Plain("Granting is frozen already."),
        _ => Plain("Granting is frozen: nothing is granted from now on. Access in force stays until its time and can be given back and revoked. It takes two operators to let it go on."),
    };

    /// <summary>The answer to whoever wants it to go on.</summary>
    public static Words GoesOn(FreezeState before, FreezeEvent? happened) => happened switch
    {
        FreezeEvent.Refused e => Plain(RefusalWords.For(e.Why)),
        FreezeEvent.ThawAsked e => Words.Of($"Your yes is noted. Granting goes on when another operator says the same before {e.At + FreezeRules.SecondYesWithin}."),
        FreezeEvent.Thawed => Plain("Granting goes on."),
        _ => before.Freeze is null ? Plain("Granting is not frozen.") : Plain("Your yes stands already. It takes another operator's."),
    };

    private static Words Plain(string text) => new([new Word.Plain(text)]);
}
