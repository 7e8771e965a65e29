using JitBot.Core.Audit;
using JitBot.Core.Audit.Ocsf;

namespace JitBot.Host;

/// <summary>
/// Events of the Open Cybersecurity Schema Framework. Each names its user and its group, and a line of the log does not, so what the lines' streams tell is asked for.
/// </summary>
internal sealed class OcsfExport(OcsfMemory memory) : IExportFormat
{
    private static readonly string Version = typeof(OcsfExport).Assembly.GetName().Version!.ToString(fieldCount: 3);

    private static readonly StreamFacts Nothing = new();

    public string Head => "";

    public async Task<IReadOnlyList<string>> WriteAsync(IReadOnlyList<ExportedLine> lines, FindTexts find)
    {
        var facts = new Dictionary<string, StreamFacts>();
        foreach (var stream in lines.GroupBy(line => line.Line.Stream))
        {
            facts[stream.Key] = OcsfTable.SubjectOf(stream.Key) is OcsfSubject.Request or OcsfSubject.Membership
                ? await memory.LookAsync(stream.Key, [.. stream])
                : Nothing;
        }

        var events = lines.Select(line => new OcsfEvent(line, facts[line.Line.Stream], Version)).ToList();
        var texts = await find.AllAsync(events.SelectMany(each => each.Hashes));
        return [.. events.Select(each => $"{each.ToJson(texts)}\n")];
    }
}
