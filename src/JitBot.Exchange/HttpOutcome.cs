using System.Net.Http.Headers;

namespace JitBot.Exchange;

/// <summary>What came of a call.</summary>
public abstract record HttpOutcome
{
    private HttpOutcome()
    {
    }

    /// <summary>The service answered; <paramref name="Body"/> is empty unless it is a success.</summary>
    public sealed record Answered(int Status, string Body, HttpResponseHeaders Headers) : HttpOutcome;

    /// <summary>Nothing came that can be read; <paramref name="What"/> is a sentence, without a key and without an address.</summary>
    public sealed record Nothing(NoAnswer Why, string What) : HttpOutcome;
}

/// <summary>Why there is no answer.</summary>
public enum NoAnswer
{
    /// <summary>The service was not reached, or the connection broke.</summary>
    Unreached,

    /// <summary>The time was over.</summary>
    TooLate,

    /// <summary>It was longer than is taken.</summary>
    TooLong,

    /// <summary>It was written in letters that nobody knows.</summary>
    Unreadable,
}
