using System.Security.Cryptography;
using JitBot.Core.Audit;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Core.Tests.Audit;

/// <summary>A small log of two streams with one text, sealed as a store seals it, in one chain or in two, and the means to tamper with it.</summary>
internal sealed class ChainFixture
{
    public static readonly DateTimeOffset At = new(2026, 11, 21, 9, 0, 0, 123, TimeSpan.Zero);

    public static readonly PersonalText Justification = new(new PersonId("p-1"), "0123456789abcdef", "the database is on fire");

    /// <summary>Line by line: the stream and version each belongs to. Line 3 of chain 1 names the text.</summary>
    private static readonly (string Stream, long Version)[] Plan =
        [("request/a", 1), ("request/b", 1), ("request/a", 2), ("request/a", 3), ("request/b", 2)];

    /// <summary>What a second process wrote to the same streams meanwhile, and one of its own.</summary>
    private static readonly (string Stream, long Version)[] Second = [("request/c", 1), ("request/b", 3), ("request/a", 4), ("request/c", 2)];

    public const long LineWithText = 3;

    public List<SealedLine> Lines { get; } = Seal(Plan.Select((p, i) => Line(i + 1, p.Stream, p.Version)));

    public List<FiledText> Texts { get; } = [new(Justification.Hash, Justification.Salt, Justification.Text)];

    /// <summary>
    /// A log in two chains: the second process wrote versions of streams the first began, and the first went on where the second had written.
    /// </summary>
    public static ChainFixture OfTwoChains()
    {
        var log = new ChainFixture();
        log.Lines.Clear();
        log.Lines.AddRange(Seal(Plan.Append(("request/a", 5)).Select((p, i) => Line(i + 1, p.Item1, p.Item2))));
        log.Lines.AddRange(Seal(Second.Select((p, i) => Line(i + 1, p.Stream, p.Version, chain: 2))));
        return log;
    }

    public static StoredLine Line(long sequence, string stream, long version, int chain = 1)
    {
        var body = (chain, sequence) == (1, LineWithText) ? $$"""{"why":"{{Justification.Hash}}"}""" : "{}";
        return new StoredLine(chain, sequence, At.AddSeconds(sequence), stream, version, "thing-happened", body);
    }

    public static List<SealedLine> Seal(IEnumerable<StoredLine> lines)
    {
        var hash = AuditChain.Empty(1).Hash;
        return [.. lines.Select(line =>
        {
            var bytes = AuditChain.BytesOf(line);
            hash = AuditChain.Next(hash, bytes);
            return new SealedLine(line.Chain, line.Sequence, line.Stream, line.Version, bytes, hash);
        })];
    }

    public Checkpoint CheckpointAt(int size, ECDsa key) => CheckpointAt(key, (1, size));

    public Checkpoint CheckpointAt(ECDsa key, params (int Chain, int Size)[] sizes) =>
        Checkpoint.Sign([.. sizes.Select(size => Head(size.Chain, size.Size))], At.AddHours(1), key);

    public ChainHead Head(int chain, int size) => size == 0
        ? AuditChain.Empty(chain)
        : new ChainHead(chain, size, Lines.Where(line => line.Chain == chain).ElementAt(size - 1).Hash);

    public Task<AuditVerdict> VerifyAsync(AuditAnchors? anchors = null) =>
        AuditVerifier.VerifyAsync(Lines.ToAsyncEnumerable(), Texts.ToAsyncEnumerable(), anchors ?? AuditAnchors.None, default);
}
