namespace JitBot.Core.Access;

/// <summary>The name of a request, short enough to read out on the phone.</summary>
public readonly record struct RequestId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}
