using JitBot.Core.Audit;

namespace JitBot.Sandbox.Page;

/// <summary>A line of the log as the page shows it.</summary>
internal sealed record ChainLine(long Sequence, DateTimeOffset At, string Stream, string Type, string Hash)
{
    /// <summary>Reads the sealed bytes of a line.</summary>
    public static ChainLine Read(byte[] bytes, string hash)
    {
        var line = AuditJson.Read(bytes);
        return new ChainLine(line.Sequence, line.At, line.Stream, line.Type, hash);
    }
}
