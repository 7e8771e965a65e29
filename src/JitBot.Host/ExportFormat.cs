using JitBot.Core.Audit;

namespace JitBot.Host;

/// <summary>Finds the texts that lines name by their hashes.</summary>
internal delegate Task<IReadOnlyDictionary<string, string>> FindTexts(IReadOnlyCollection<string> hashes, CancellationToken ct);

/// <summary>What lines look like on their way out.</summary>
internal interface IExportFormat
{
    /// <summary>What stands before the first of them.</summary>
    string Head { get; }

    /// <summary>What each of them looks like, with its line end; they come a slice at a time, so that texts are looked up for many at once.</summary>
    Task<IReadOnlyList<string>> WriteAsync(IReadOnlyList<ExportedLine> lines, FindTexts find);
}

/// <summary>A format that asks nothing but the line itself and its texts.</summary>
internal sealed class PlainExport(string head, Func<ExportedLine, IReadOnlyDictionary<string, string>, string> write) : IExportFormat
{
    /// <summary>JSON lines.</summary>
    public static PlainExport Lines { get; } = new("", (line, texts) => $"{line.ToJson(texts)}\n");

    /// <summary>A table.</summary>
    public static PlainExport Table { get; } = new(CsvText.Row(ExportedLine.Columns), (line, texts) => CsvText.Row(line.ToCells(texts)));

    public string Head => head;

    public async Task<IReadOnlyList<string>> WriteAsync(IReadOnlyList<ExportedLine> lines, FindTexts find)
    {
        var texts = await find.AllAsync(lines.SelectMany(line => line.Hashes));
        return [.. lines.Select(line => write(line, texts))];
    }
}

internal static class FindTextsExtensions
{
    /// <summary>The texts of all these; nothing is asked if there are none.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> AllAsync(this FindTexts find, IEnumerable<string> hashes)
    {
        var wanted = hashes.ToHashSet();
        return wanted.Count > 0 ? await find(wanted, default) : new Dictionary<string, string>();
    }
}
