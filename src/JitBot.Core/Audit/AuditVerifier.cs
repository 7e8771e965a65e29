using System.Text;

namespace JitBot.Core.Audit;

/// <summary>
/// Verifies a whole log in one pass and names the first bad line. Memory is one number per stream, and one entry for each line that stands
/// before an earlier version of its stream in another chain. A chain shortened at its end fits together again, and so does a log without one
/// of its chains if it wrote whole streams: only a checkpoint shows that, and only one kept outside shows it to an auditor who distrusts the
/// store.
/// </summary>
public sealed class AuditVerifier
{
    /// <summary>Enough to name the first bad line even after a clumsy mass edit; a text costs 64 bytes here.</summary>
    private const int MostMisfiledTexts = 1_000;

    private readonly StreamLedger _streams = new();
    private readonly List<byte[]> _misfiled = [];
    private readonly List<ChainHead> _finished = [];
    private readonly HashSet<int> _chains;
    private readonly CheckpointLedger _checkpoints;
    private ChainHead? _head;
    private AuditFault? _fault;
    private long _texts;

    private AuditVerifier(AuditAnchors anchors)
    {
        _checkpoints = new CheckpointLedger(anchors);
        _chains = [.. _checkpoints.Chains];
    }

    /// <summary>Reads everything once: first the texts, then the lines, chain after chain.</summary>
    public static async Task<AuditVerdict> VerifyAsync(
        IAsyncEnumerable<SealedLine> lines, IAsyncEnumerable<FiledText> texts, AuditAnchors anchors, CancellationToken ct)
    {
        var verifier = new AuditVerifier(anchors);
        await foreach (var text in texts.WithCancellation(ct))
            verifier.Note(text);
        await foreach (var line in lines.WithCancellation(ct))
            verifier.Look(line);
        return verifier.End();
    }

    private void Note(FiledText text)
    {
        _texts++;
        if (AuditChain.HashText(text.Salt, text.Text) != text.Hash && _misfiled.Count < MostMisfiledTexts)
            _misfiled.Add(Encoding.UTF8.GetBytes(text.Hash));
    }

    /// <summary>Looks for the first fault; behind it lines are only noted, so that a gap they fill is not taken for one.</summary>
    private void Look(SealedLine line)
    {
        _chains.Add(line.Chain);
        var version = _streams.Note(line);
        if (_fault is null && line.Chain != _head?.Chain)
            Enter(line);
        if (_fault is not null || _head is not { } head)
            return;
        var at = new LinePlace(line.Chain, head.Size + 1);
        var wrong = Order(line, head) ?? Seal(line, head) ?? Filing(line) ?? version ?? Text(line);
        _head = new ChainHead(line.Chain, line.Sequence, line.Hash);
        wrong ??= _checkpoints.Here(_head);
        if (wrong is not null)
            _fault = new AuditFault(at, wrong);
    }

    private void Enter(SealedLine line)
    {
        if (Misplaced(line) is { } misplaced)
        {
            _fault = new AuditFault(new LinePlace(line.Chain, line.Sequence), misplaced);
            return;
        }
        Leave();
        _head = AuditChain.Empty(line.Chain);
        if (_checkpoints.Here(_head) is { } wrong)
            _fault = new AuditFault(null, wrong);
    }

    private string? Misplaced(SealedLine line)
    {
        if (line.Chain < AuditChain.First)
            return $"chains are numbered from {AuditChain.First}: nobody writes this one";
        return line.Chain < _head?.Chain ? $"it stands behind the lines of chain {_head.Chain}; chains are read in order" : null;
    }

    private void Leave()
    {
        if (_head is { Size: > 0 } head)
            _finished.Add(head);
    }

    private static string? Order(SealedLine line, ChainHead head)
    {
        var expected = head.Size + 1;
        if (line.Sequence == expected)
            return null;
        return line.Sequence > expected
            ? $"line {expected} is missing; line {line.Sequence} follows line {head.Size}"
            : $"line {line.Sequence} stands where line {expected} should";
    }

    private static string? Seal(SealedLine line, ChainHead head) =>
        AuditChain.Next(head.Hash, line.Bytes) == line.Hash
            ? null
            : "its bytes and the line before do not give its hash: it was changed after it was sealed";

    /// <summary>The bytes are what was sealed; do they say what the line is filed under?</summary>
    private static string? Filing(SealedLine line)
    {
        if (LineAddress.Read(line.Bytes) is not { } address)
            return "its bytes cannot be read as a line";
        if (address.Chain != line.Chain)
            return $"its bytes say it is of chain {address.Chain}: it was moved here";
        if (address.Sequence != line.Sequence)
            return $"its bytes say it is line {address.Sequence}";
        return address.Stream == line.Stream && address.Version == line.Version
            ? null
            : $"it is filed as version {line.Version} of {line.Stream}, but its bytes say {address.Version} of {address.Stream}";
    }

    private string? Text(SealedLine line)
    {
        var hash = _misfiled.Find(hash => line.Bytes.AsSpan().IndexOf(hash) >= 0);
        return hash is null
            ? null
            : $"the text it names by the hash {Encoding.UTF8.GetString(hash)} was changed: text and salt do not give that hash";
    }

    private AuditVerdict End()
    {
        Leave();
        if (First(_fault ?? _checkpoints.FirstMissing(_finished), _streams.FirstOutOfTurn()) is { } fault)
            return new AuditVerdict.Bad(_chains.Count > 1 ? fault.At?.Chain : null, fault.At?.Sequence, fault.What);
        if ((_checkpoints.Unseen(_finished) ?? _checkpoints.Unmet()) is { } wrong)
            return new AuditVerdict.Bad(null, null, wrong);
        if (_misfiled.Count > 0)
            return new AuditVerdict.Bad(null, null,
                $"a text filed under {Encoding.UTF8.GetString(_misfiled[0])} does not hash to it; no line names it");
        return new AuditVerdict.Good(_finished, _texts, _checkpoints.Count, _checkpoints.Keys);
    }

    /// <summary>A version out of its turn is told first only where the other fault, behind it in the same chain, cannot be the reason.</summary>
    private static AuditFault? First(AuditFault? fault, AuditFault? turn)
    {
        if (fault is null || turn is null)
            return fault ?? turn;
        return fault.At is { } at && turn.At is { } earlier && earlier.Chain == at.Chain && earlier.CompareTo(at) < 0 ? turn : fault;
    }
}
