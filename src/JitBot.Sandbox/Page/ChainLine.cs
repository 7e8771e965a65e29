using JitBot.Core.Audit;
using JitBot.Core.Store;

namespace JitBot.Sandbox.Page;

/// <summary>A line of the log as the page shows it.</summary>
internal sealed record ChainLine(StoredLine Line, string Hash)
{
    public long Sequence => Line.Sequence;

    public DateTimeOffset At => Line.At;

    public string Stream => Line.Stream;

    public string Type => Line.Type;

    /// <summary>Reads the sealed bytes of a line.</summary>
    public static ChainLine Read(byte[] bytes, string hash) => new(AuditJson.Read(bytes), hash);
}
