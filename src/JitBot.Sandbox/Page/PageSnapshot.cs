using System.Text.Json.Nodes;

namespace JitBot.Sandbox.Page;

/// <summary>Everything the page shows to one person, in named parts, so that only those that changed are sent again.</summary>
internal static class PageSnapshot
{
    /// <summary>The prefixes of the parts that hold a place's messages; the place's id follows.</summary>
    private const string Messages = "messages:";
    private const string TeamsMessages = "teams-messages:";

    public static IEnumerable<(string Part, JsonNode? Value)> Of(PageHouse house, string handle) =>
    [
        ("cast", PageCast.Describe(house.World)),
        ("names", PageCast.Names(house.World)),
        .. InSlack(new PageTalk(house.World.Slack.Workspace, PageCast.Find(house.World, handle))),
        .. InTeams(new PageTeams(house.World.Teams.Teams, handle)),
        .. Behind(house),
    ];

    private static IEnumerable<(string Part, JsonNode? Value)> InSlack(PageTalk talk)
    {
        yield return ("places", talk.DescribePlaces());
        foreach (var place in talk.Places)
            yield return (Messages + place.Id, talk.DescribeMessages(place));
        yield return ("modal", talk.DescribeModal());
        yield return ("home", talk.DescribeHome());
    }

    private static IEnumerable<(string Part, JsonNode? Value)> InTeams(PageTeams teams)
    {
        yield return ("teams-places", teams.DescribePlaces());
        foreach (var place in teams.Places)
            yield return (TeamsMessages + place.Id, teams.DescribeMessages(place));
        yield return ("teams-form", teams.DescribeForm());
    }

    private static IEnumerable<(string Part, JsonNode? Value)> Behind(PageHouse house)
    {
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
            ["database"] = house.Folder.Database,
            ["kept"] = house.Folder.IsKept,
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
