using System.Text.Json;
using JitBot.Core.Audit;
using JitBot.Core.Audit.Ocsf;
using JitBot.Core.Store;

namespace JitBot.Host;

/// <summary>Reads a stream of the log.</summary>
internal delegate Task<IReadOnlyList<StoredLine>> LoadStream(StreamId stream, long after, CancellationToken ct);

/// <summary>
/// Events of the Open Cybersecurity Schema Framework. Each names its user and its group, and a line of the log does not, so the streams of a slice's lines are read
/// for it. They are kept no longer than the slice.
/// </summary>
internal sealed class OcsfExport(LoadStream load) : IExportFormat
{
    private static readonly string Version = typeof(OcsfExport).Assembly.GetName().Version!.ToString(fieldCount: 3);

    public string Head => "";

    public async Task<IReadOnlyList<string>> WriteAsync(IReadOnlyList<ExportedLine> lines, FindTexts find)
    {
        var facts = new Dictionary<string, StreamFacts>();
        foreach (var stream in lines.GroupBy(line => line.Line.Stream))
            facts[stream.Key] = await LookAsync(stream.Key, [.. stream]);
        var events = lines.Select(line => new OcsfEvent(line, facts[line.Line.Stream], Version)).ToList();
        var texts = await find.AllAsync(events.SelectMany(each => each.Hashes));
        return [.. events.Select(each => $"{each.ToJson(texts)}\n")];
    }

    /// <summary>A log that somebody changed is exported all the same: what cannot be read as a stream tells what its lines at hand do.</summary>
    private async Task<StreamFacts> LookAsync(string stream, IReadOnlyList<ExportedLine> atHand)
    {
        if (OcsfTable.SubjectOf(stream) is not (OcsfSubject.Request or OcsfSubject.Membership))
            return StreamFacts.None;
        try
        {
            return StreamFacts.Of(await load(new StreamId(stream), 0, default));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return StreamFacts.Of(atHand);
        }
    }
}
