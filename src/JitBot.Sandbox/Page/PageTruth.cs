using System.Text.Json.Nodes;

namespace JitBot.Sandbox.Page;

/// <summary>What the host's database says: what is due, and the newest lines of the chain.</summary>
internal sealed class PageTruth(PageLedger ledger, WheelWords words)
{
    /// <summary>What fits a pane that scrolls; the number of all lines stands above them.</summary>
    private const int MostLines = 100;

    private const int MostDue = 50;

    /// <summary>The effects that are pending, and beside a request's wake what follows on it; the soonest first.</summary>
    public JsonArray DescribeWheel() =>
        [.. ledger.Wheel.Take(MostDue).SelectMany(Describe).OrderBy(each => each.DueAt).Take(MostDue).Select(each => each.Json)];

    private IEnumerable<(DateTimeOffset DueAt, JsonObject Json)> Describe(WheelEntry entry) =>
    [
        (entry.DueAt, Due(entry, entry.Effect.Key, words.Of(entry.Effect), entry.DueAt)),
        .. words.Behind(entry.Effect).Select((moment, index) => (moment.At, Due(Untried(entry), $"{entry.Effect.Key} {index + 1}", moment.What, moment.At))),
    ];

    /// <summary>What follows on an effect has not been tried, however often that one was.</summary>
    private static WheelEntry Untried(WheelEntry entry) => entry with { Attempts = 0, IsSetAside = false, Error = null };

    private static JsonObject Due(WheelEntry entry, string key, string what, DateTimeOffset at) => new()
    {
        ["key"] = key,
        ["what"] = what,
        ["lane"] = entry.Effect.Lane.ToString(),
        ["due"] = at.ToUnixTimeMilliseconds(),
        ["attempts"] = entry.Attempts,
        ["aside"] = entry.IsSetAside,
        ["error"] = entry.Error,
    };

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
