using System.Text.Json.Nodes;

namespace JitBot.Sandbox.Page;

/// <summary>Everything the page shows to one person, in named parts, so that only those that changed are sent again.</summary>
internal static class PageSnapshot
{
    /// <summary>The prefix of the part that holds a place's messages; the place's id follows.</summary>
    public const string Messages = "messages:";

    public static IEnumerable<(string Part, JsonNode? Value)> Of(PageHouse house, string handle)
    {
        var person = PageCast.Find(house.World, handle);
        var talk = new PageTalk(house.World.Slack.Workspace, person);
        yield return ("cast", PageCast.Describe(house.World));
        yield return ("names", PageCast.Names(house.World));
        yield return ("places", talk.DescribePlaces());
        foreach (var place in talk.Places)
            yield return (Messages + place.Id, talk.DescribeMessages(place));
        yield return ("modal", talk.DescribeModal());
        yield return ("home", talk.DescribeHome());
        yield return ("directories", new PageDirectories(house.World, house.Names).Describe());
        var truth = new PageTruth(house.Ledger, new WheelWords(house.Ledger, house.Names));
        yield return ("wheel", truth.DescribeWheel());
        yield return ("chain", truth.DescribeChain());
        yield return ("steps", new PageSteps(house.World, house.Ledger).Describe());
        yield return ("clock", new JsonObject { ["wound"] = (long)house.Clock.Wound.TotalMilliseconds });
        yield return ("host", new JsonObject
        {
            ["condition"] = house.Host.Condition.ToString(),
            ["url"] = house.Host.Url?.ToString(),
            ["health"] = house.Health.Answer?.DeepClone(),
        });
        yield return ("trouble", Trouble(house.Trouble));
    }

    private static JsonObject Trouble(PageTrouble trouble)
    {
        var json = new JsonObject();
        foreach (var (who, how) in trouble.Now)
            json[who] = how.ToString();
        return json;
    }
}
