namespace JitBot.Engine;

/// <summary>So many gestures wait to be kept that one more would be answered too late: it is not taken, and is to come again.</summary>
public sealed class TooManyWaitException : Exception
{
    /// <summary>With how many wait.</summary>
    public TooManyWaitException(string message)
        : base(message)
    {
    }

    /// <summary>With how many wait, and the failure behind it.</summary>
    public TooManyWaitException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a number; for serializers.</summary>
    public TooManyWaitException()
        : base("Too many gestures wait to be kept.")
    {
    }
}
