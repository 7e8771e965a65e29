using System.Security.Cryptography;
using JitBot.Core.Audit;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Core.Tests.Audit;

/// <summary>A small log of two streams with one text, sealed as a store seals it, and the means to tamper with it.</summary>
internal sealed class ChainFixture
{
    public static readonly DateTimeOffset At = new(2026, 11, 21, 9, 0, 0, 123, TimeSpan.Zero);

    public static readonly PersonalText Justification = new(new PersonId("p-1"), "0123456789abcdef", "the database is on fire");

    /// <summary>Line by line: the stream and version each belongs to. Line 3 names the text.</summary>
    private static readonly (string Stream, long Version)[] Plan =
        [("request/a", 1), ("request/b", 1), ("request/a", 2), ("request/a", 3), ("request/b", 2)];

    public const long LineWithText = 3;

    public List<SealedLine> Lines { get; } = Seal(Plan.Select((p, i) => Line(i + 1, p.Stream, p.Version)));

    public List<FiledText> Texts { get; } = [new(Justification.Hash, Justification.Salt, Justification.Text)];

    public static StoredLine Line(long sequence, string stream, long version)
    {
        var body = sequence == LineWithText ? $$"""{"why":"{{Justification.Hash}}"}""" : "{}";
        return new StoredLine(sequence, At.AddSeconds(sequence), stream, version, "thing-happened", body);
    }

    public static List<SealedLine> Seal(IEnumerable<StoredLine> lines)
    {
        var hash = AuditChain.Empty.Hash;
        return [.. lines.Select(line =>
        {
            var bytes = AuditChain.BytesOf(line);
            hash = AuditChain.Next(hash, bytes);
            return new SealedLine(line.Sequence, line.Stream, line.Version, bytes, hash);
        })];
    }

    public Checkpoint CheckpointAt(int size, ECDsa key) =>
        Checkpoint.Sign(new ChainHead(size, size == 0 ? AuditChain.Empty.Hash : Lines[size - 1].Hash), At.AddHours(1), key);

    public Task<AuditVerdict> VerifyAsync(AuditAnchors? anchors = null) =>
        AuditVerifier.VerifyAsync(Lines.ToAsyncEnumerable(), Texts.ToAsyncEnumerable(), anchors ?? AuditAnchors.None, default);
}
