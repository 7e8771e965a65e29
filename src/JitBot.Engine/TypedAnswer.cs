using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;

namespace JitBot.Engine;

/// <summary>What is answered to a verb that only reads, or that words answer. Each chat draws it in its own way.</summary>
public abstract record TypedAnswer
{
    private TypedAnswer()
    {
    }

    /// <summary>What this person may ask for, or what of it was looked for; <paramref name="IsEmpty"/>: there is nothing for them at all. <paramref name="First"/> stands above it.</summary>
    public sealed record Offered(Page<Entitlement> Rows, TypedPage Asked, bool IsEmpty, Words? First) : TypedAnswer;

    /// <summary>Their own requests; <paramref name="Verb"/> brings the other pages, and <paramref name="First"/> stands above them.</summary>
    public sealed record Own(Page<RequestView> Rows, string Heading, string WhenNone, string Verb, Words? First) : TypedAnswer;

    /// <summary>Who has something now, and who can approve it.</summary>
    public sealed record Held(Entitlement Entitlement, Page<RequestView> Holders, IReadOnlyList<StageDeciders> Approvers) : TypedAnswer;

    /// <summary>Words.</summary>
    public sealed record Said(Words Words) : TypedAnswer;

    /// <summary>Why there is no answer.</summary>
    public sealed record Unanswered(Refusal Why) : TypedAnswer;
}
