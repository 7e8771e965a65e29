using JitBot.Core.Access;

namespace JitBot.Engine;

/// <summary>What became of a gesture; a repeated gesture gets the outcome of the first.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>It was taken. <paramref name="Changed"/> is false when it changed nothing, as with a second click.</summary>
    public sealed record Done(RequestId Request, bool Changed) : Outcome;

    /// <summary>The person may not. <paramref name="About"/> is the request or the number that it is about, where there is one.</summary>
    public sealed record Refused(Refusal Why, string? About = null) : Outcome;
}
