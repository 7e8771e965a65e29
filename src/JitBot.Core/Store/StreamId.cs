using JitBot.Core.Access;
using JitBot.Core.Holdings;

namespace JitBot.Core.Store;

/// <summary>The part of the log that belongs to one request or one holding.</summary>
public readonly record struct StreamId(string Value)
{
    /// <summary>A request's stream.</summary>
    public static StreamId Of(RequestId request) => new($"request/{request.Value}");

    /// <summary>A holding's stream.</summary>
    public static StreamId Of(HoldingId holding) => new($"holding/{holding.Value}");

    /// <summary>What JitBot has told about itself.</summary>
    public static StreamId Operations { get; } = new("operations");

    /// <inheritdoc />
    public override string ToString() => Value;
}
