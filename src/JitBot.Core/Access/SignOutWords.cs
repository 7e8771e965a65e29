using JitBot.Core.Chat;
using JitBot.Core.Holdings;

namespace JitBot.Core.Access;

/// <summary>
/// What is said about sessions. No membership ends one: an application asks for it when it gives a token, and not again before that runs out.
/// </summary>
internal static class SignOutWords
{
    /// <summary>Where nobody is signed out, or nobody could be.</summary>
    public const string LiveOn = "Sessions that run already may live on for a while.";

    /// <summary>Where somebody is to be.</summary>
    public const string Follows = "Signing out everywhere follows.";

    /// <summary>What whoever is to be signed out is told before, behind another sentence.</summary>
    public const string Warning = "With its end you are signed out everywhere.";

    /// <summary>Behind the words of an end.</summary>
    public static Words Behind(Words end, Leaving how, AccessFacts facts) => SignOutRules.EndsSessions(how)
        ? new Words([.. end.Parts, new Word.Plain($" {(facts.Terms.SignsOut ? Follows : LiveOn)}")])
        : end;

    /// <summary>The line of the thread when it was done.</summary>
    public static Words Done(AccessFacts facts, Word who) =>
        Words.Of($"{facts.Terms.Provider} has signed {who} out everywhere. An application with a session of its own may notice later.");

    /// <summary>The line when it could not be done.</summary>
    public static Words Missed(AccessEvent.SignOutMissed missed, AccessFacts facts, Word who) =>
        Words.Of($"{who} could not be signed out everywhere by {facts.Terms.Provider}: {missed.Why} {LiveOn}");
}
