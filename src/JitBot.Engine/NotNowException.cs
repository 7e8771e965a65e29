namespace JitBot.Engine;

/// <summary>The world cannot be asked at the moment; what was begun is tried again for as long as that lasts. The message holds no secret.</summary>
public class NotNowException : Exception
{
    /// <summary>With what could not be asked.</summary>
    public NotNowException(string message)
        : base(message)
    {
    }

    /// <summary>With what could not be asked, and the failure behind it.</summary>
    public NotNowException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a sentence; for serializers.</summary>
    public NotNowException()
        : base("Not now.")
    {
    }
}
