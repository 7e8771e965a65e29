using System.Text;

namespace JitBot.Core.Audit;

/// <summary>
/// Verifies a whole log in one pass and names the first bad line. Memory is constant apart from one number per stream. A chain shortened
/// at its end fits together again: only a checkpoint shows that, and only one kept outside shows it to an auditor who distrusts the store.
/// </summary>
public sealed class AuditVerifier
{
    /// <summary>Enough to name the first bad line even after a clumsy mass edit; a text costs 64 bytes here.</summary>
    private const int MostMisfiledTexts = 1_000;

    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly List<byte[]> _misfiled = [];
    private readonly AuditAnchors _anchors;
    private readonly ILookup<long, Checkpoint> _checkpoints;
    private ChainHead _head = AuditChain.Empty;
    private long _texts;

    private AuditVerifier(AuditAnchors anchors)
    {
        _anchors = anchors;
        _checkpoints = anchors.Kept.Concat(anchors.Outside).ToLookup(checkpoint => checkpoint.Size);
    }

    /// <summary>Reads everything once: first the texts, then the lines in order of the chain.</summary>
    public static async Task<AuditVerdict> VerifyAsync(
        IAsyncEnumerable<SealedLine> lines, IAsyncEnumerable<FiledText> texts, AuditAnchors anchors, CancellationToken ct)
    {
        var verifier = new AuditVerifier(anchors);
        await foreach (var text in texts.WithCancellation(ct))
            verifier.Note(text);
        var wrong = verifier.CheckpointHere();
        if (wrong is not null)
            return new AuditVerdict.Bad(null, wrong);
        await foreach (var line in lines.WithCancellation(ct))
        {
            var expected = verifier._head.Size + 1;
            wrong = verifier.Look(line);
            if (wrong is not null)
                return new AuditVerdict.Bad(expected, wrong);
        }
        return verifier.End();
    }

    private void Note(FiledText text)
    {
        _texts++;
        if (AuditChain.HashText(text.Salt, text.Text) != text.Hash && _misfiled.Count < MostMisfiledTexts)
            _misfiled.Add(Encoding.UTF8.GetBytes(text.Hash));
    }

    private string? Look(SealedLine line)
    {
        var wrong = Order(line) ?? Seal(line) ?? Filing(line) ?? Text(line);
        if (wrong is not null)
            return wrong;
        _head = new ChainHead(line.Sequence, line.Hash);
        _versions[line.Stream] = line.Version;
        return CheckpointHere();
    }

    private string? Order(SealedLine line)
    {
        var expected = _head.Size + 1;
        if (line.Sequence == expected)
            return null;
        return line.Sequence > expected
            ? $"line {expected} is missing; line {line.Sequence} follows line {_head.Size}"
            : $"line {line.Sequence} stands where line {expected} should";
    }

    private string? Seal(SealedLine line) =>
        AuditChain.Next(_head.Hash, line.Bytes) == line.Hash
            ? null
            : "its bytes and the line before do not give its hash: it was changed after it was sealed";

    /// <summary>The bytes are what was sealed; do they say what the line is filed under, and does the line follow its stream?</summary>
    private string? Filing(SealedLine line)
    {
        if (LineAddress.Read(line.Bytes) is not { } address)
            return "its bytes cannot be read as a line";
        if (address.Sequence != line.Sequence)
            return $"its bytes say it is line {address.Sequence}";
        if (address.Stream != line.Stream || address.Version != line.Version)
            return $"it is filed as version {line.Version} of {line.Stream}, but its bytes say {address.Version} of {address.Stream}";
        var expected = _versions.GetValueOrDefault(line.Stream) + 1;
        return line.Version == expected ? null : $"it is version {line.Version} of {line.Stream}, where version {expected} should follow";
    }

    private string? Text(SealedLine line)
    {
        var hash = _misfiled.Find(hash => line.Bytes.AsSpan().IndexOf(hash) >= 0);
        return hash is null
            ? null
            : $"the text it names by the hash {Encoding.UTF8.GetString(hash)} was changed: text and salt do not give that hash";
    }

    private string? CheckpointHere() => _checkpoints[_head.Size].Select(Wrong).FirstOrDefault(wrong => wrong is not null);

    private string? Wrong(Checkpoint checkpoint)
    {
        var name = Name(checkpoint);
        if (!checkpoint.IsGenuine())
            return $"{name} is forged: its signature does not fit";
        if (_anchors.TrustedKey is { } key && !key.Equals(checkpoint.PublicKey, StringComparison.OrdinalIgnoreCase))
            return $"{name} is signed by a key that is not the trusted one";
        return checkpoint.Head == _head.Hash
            ? null
            : $"{name} says that the hash here was {checkpoint.Head}: this line or one before it was replaced, and the rest sealed anew";
    }

    private AuditVerdict End()
    {
        var all = _checkpoints.SelectMany(group => group).ToList();
        var later = all.Where(checkpoint => checkpoint.Size > _head.Size).MinBy(checkpoint => checkpoint.Size);
        if (later is not null)
            return new AuditVerdict.Bad(_head.Size + 1, later.IsGenuine()
                ? $"it is missing: {Name(later)} says there were {later.Size} lines, there are {_head.Size}"
                : $"{Name(later)} is forged: its signature does not fit");
        if (_misfiled.Count > 0)
            return new AuditVerdict.Bad(null,
                $"a text filed under {Encoding.UTF8.GetString(_misfiled[0])} does not hash to it; no line names it");
        return new AuditVerdict.Good(_head, _texts, all.Count, [.. all.Select(checkpoint => checkpoint.PublicKey).Distinct()]);
    }

    private string Name(Checkpoint checkpoint)
    {
        var where = _anchors.Outside.Contains(checkpoint) ? "kept outside " : "";
        return $"the checkpoint {where}of {AuditJson.Time(checkpoint.At)} over {checkpoint.Size} lines";
    }
}
