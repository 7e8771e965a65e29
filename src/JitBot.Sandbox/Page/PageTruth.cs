using System.Text.Json.Nodes;

namespace JitBot.Sandbox.Page;

/// <summary>What the host's database says: what is due, and the newest lines of the chain.</summary>
internal sealed class PageTruth(PageLedger ledger, WheelWords words)
{
    /// <summary>What fits a pane that scrolls; the number of all lines stands above them.</summary>
    private const int MostLines = 100;

    private const int MostDue = 50;

    public JsonArray DescribeWheel() =>
        [.. ledger.Wheel.Take(MostDue).Select(entry => new JsonObject
        {
            ["key"] = entry.Effect.Key,
            ["what"] = words.Of(entry.Effect),
            ["lane"] = entry.Effect.Lane.ToString(),
            ["due"] = entry.DueAt.ToUnixTimeMilliseconds(),
            ["attempts"] = entry.Attempts,
            ["aside"] = entry.IsSetAside,
            ["error"] = entry.Error,
        })];

    public JsonObject DescribeChain() => new()
    {
        ["length"] = ledger.Length,
        ["lines"] = new JsonArray([.. ledger.Newest(MostLines).Select(line => new JsonObject
        {
            ["seq"] = line.Sequence,
            ["at"] = line.At.ToUnixTimeMilliseconds(),
            ["stream"] = line.Stream,
            ["type"] = line.Type,
            ["hash"] = line.Hash,
        })]),
    };
}
