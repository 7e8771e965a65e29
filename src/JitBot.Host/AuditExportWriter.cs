using JitBot.Core.Audit;

namespace JitBot.Host;

/// <summary>Finds the texts that lines name by their hashes.</summary>
internal delegate Task<IReadOnlyDictionary<string, string>> FindTexts(IReadOnlyCollection<string> hashes, CancellationToken ct);

/// <summary>
/// Writes lines out as they go by, those of the time asked for. Texts are looked up for many lines at once; no more than those are held.
/// </summary>
internal sealed class AuditExportWriter(TextWriter to, bool asTable, DateTimeOffset from, DateTimeOffset until)
{
    /// <summary>A few hundred kilobytes, as the stores read them.</summary>
    private const int Slice = 1_000;

    /// <summary>The same lines, each after it was written.</summary>
    public async IAsyncEnumerable<SealedLine> WriteAsync(IAsyncEnumerable<SealedLine> lines, FindTexts find)
    {
        if (asTable)
            await to.WriteAsync(CsvText.Row(ExportedLine.Columns));
        var waiting = new List<SealedLine>(Slice);
        await foreach (var line in lines)
        {
            waiting.Add(line);
            if (waiting.Count < Slice)
                continue;
            await WriteAsync(waiting, find);
            foreach (var written in waiting)
                yield return written;
            waiting.Clear();
        }

        await WriteAsync(waiting, find);
        foreach (var written in waiting)
            yield return written;
        await to.FlushAsync();
    }

    private async Task WriteAsync(List<SealedLine> lines, FindTexts find)
    {
        var asked = lines.Select(line => new ExportedLine(line)).Where(IsAsked).ToList();
        var hashes = asked.SelectMany(line => line.Hashes).ToHashSet();
        var texts = hashes.Count > 0 ? await find(hashes, default) : new Dictionary<string, string>();
        foreach (var line in asked)
            await to.WriteAsync(asTable ? CsvText.Row(line.ToCells(texts)) : $"{line.ToJson(texts)}\n");
    }

    /// <summary>A line that does not say when it was written is never left out.</summary>
    private bool IsAsked(ExportedLine line) => line.At is not { } at || (at >= from && at <= until);
}
