using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace JitBot.Browser.Tests;

/// <summary>Looks for what somebody could not read, name or reach.</summary>
internal static class Axe
{
    /// <summary>A page that is drawn anew during three looks in a row is not one that somebody could read.</summary>
    private const int MostLooks = 3;

    /// <summary>Fails with what it finds.</summary>
    public static async Task FindNothingAsync(Visitor visitor, string where)
    {
        var found = await LookAsync(visitor.Page);
        Assert.That(found.Violations.SelectMany(Told), Is.Empty, where);
    }

    /// <summary>
    /// The page draws itself anew whenever something happens, and axe throws where a node leaves while it looks
    /// (https://github.com/dequelabs/axe-core/issues/4624): then it looks again. What it finds is never asked twice.
    /// </summary>
    private static async Task<AxeResult> LookAsync(IPage page)
    {
        for (var look = 1; ; look++)
        {
            try
            {
                return await page.RunAxe();
            }
            catch (PlaywrightException stumbled) when (look < MostLooks)
            {
                await TestContext.Progress.WriteLineAsync($"axe stumbled and looks again: {stumbled.Message}");
            }
        }
    }

    private static IEnumerable<string> Told(AxeResultItem violation) => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}: {node.Any.FirstOrDefault()?.Message}");
}
