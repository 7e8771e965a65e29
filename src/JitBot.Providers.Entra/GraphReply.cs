using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace JitBot.Providers.Entra;

/// <summary>What came of one HTTP call to Graph, before anybody says what it means.</summary>
internal abstract record GraphReply
{
    private GraphReply()
    {
    }

    /// <summary>A success; the body as it came, empty for a mutation.</summary>
    public sealed record Ok(ReadOnlyMemory<byte> Body) : GraphReply
    {
        /// <summary>The body as what it should be, or null if it is not that.</summary>
        public T? As<T>(JsonTypeInfo<T> type)
            where T : class
        {
            try
            {
                return Body.IsEmpty ? null : JsonSerializer.Deserialize(Body.Span, type);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>An error answer.</summary>
    public sealed record Refused(int Status, string Code, string Message, TimeSpan? RetryAfter) : GraphReply
    {
        /// <summary>The status and the code, as they may stand in a message.</summary>
        public string Name => Code.Length == 0 ? $"{Status}" : $"{Status} {Code}";
    }

    /// <summary>
    /// It never left us: no token, no connection, or nothing left of the quota, which keeps a turn for it at the time given. <paramref name="IsRefusal"/>: we were
    /// refused the token, with a code.
    /// </summary>
    public sealed record NotSent(string What, bool IsRefusal = false, TimeSpan? Wait = null) : GraphReply;

    /// <summary>It was sent and no answer came, or none that can be understood.</summary>
    public sealed record Lost(string What) : GraphReply;
}
