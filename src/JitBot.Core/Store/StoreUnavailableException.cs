namespace JitBot.Core.Store;

/// <summary>The store cannot read or write now, or must not be used as it is; the message says what is wrong and what to do.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>With a sentence for the operator.</summary>
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence for the operator and what the database said.</summary>
    public StoreUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a sentence; for serializers.</summary>
    public StoreUnavailableException()
        : base("The store is not available.")
    {
    }
}
