using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Core.Store;

/// <summary>The part of the log that belongs to one request or one holding.</summary>
public readonly record struct StreamId(string Value)
{
    /// <summary>A request's stream.</summary>
    public static StreamId Of(RequestId request) => new($"request/{request.Value}");

    /// <summary>A holding's stream.</summary>
    public static StreamId Of(HoldingId holding) => new($"holding/{holding.Value}");

    /// <summary>A person's home page. It has no lines: nothing that happens to it is worth keeping.</summary>
    public static StreamId OfHome(PersonId person) => new($"home/{person.Value}");

    /// <summary>What JitBot has told about itself.</summary>
    public static StreamId Operations { get; } = new("operations");

    /// <summary>Which accounts were shown to be one person's.</summary>
    public static StreamId Links { get; } = new("links");

    /// <summary>Which editions of the catalogue were read, in force, refused and accepted.</summary>
    public static StreamId Catalogue { get; } = new("catalogue");

    /// <summary>When operators stopped granting and let it go on.</summary>
    public static StreamId Freezes { get; } = new("freezes");

    /// <summary>Who has broken glass when, and which reviews are owed.</summary>
    public static StreamId Emergencies { get; } = new("emergencies");

    /// <inheritdoc />
    public override string ToString() => Value;
}
