using JitBot.Core.Audit;

namespace JitBot.Host;

/// <summary>
/// Writes lines out as they go by, those of the time asked for. Texts are looked up for many lines at once; no more than those are held.
/// </summary>
internal sealed class AuditExportWriter(TextWriter to, IExportFormat format, DateTimeOffset from, DateTimeOffset until)
{
    /// <summary>A few hundred kilobytes, as the stores read them.</summary>
    private const int Slice = 1_000;

    /// <summary>The same lines, each after it was written.</summary>
    public async IAsyncEnumerable<SealedLine> WriteAsync(IAsyncEnumerable<SealedLine> lines, FindTexts find)
    {
        await to.WriteAsync(format.Head);
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
        foreach (var text in await format.WriteAsync([.. lines.Select(line => new ExportedLine(line)).Where(IsAsked)], find))
            await to.WriteAsync(text);
    }

    /// <summary>A line that does not say when it was written is never left out.</summary>
    private bool IsAsked(ExportedLine line) => line.At is not { } at || (at >= from && at <= until);
}
