using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.Page;

/// <summary>The one door for everything that is done on the page: <c>POST /act/{name}</c> with a JSON object.</summary>
internal static class PageActions
{
    private static readonly Dictionary<string, Func<PageDeed, Task<JsonObject>>> All = new(StringComparer.Ordinal)
    {
        ["command"] = PageGestures.CommandAsync,
        ["shortcut"] = PageGestures.ShortcutAsync,
        ["say"] = PageGestures.SayAsync,
        ["click"] = PageGestures.ClickAsync,
        ["react"] = PageGestures.ReactAsync,
        ["modal-type"] = PageGestures.TypeAheadAsync,
        ["modal-fill"] = PageGestures.FillAsync,
        ["modal-submit"] = PageGestures.SubmitAsync,
        ["modal-close"] = PageGestures.CloseAsync,
        ["modal-click"] = PageGestures.ClickInModalAsync,
        ["home-open"] = PageGestures.OpenHomeAsync,
        ["home-click"] = PageGestures.ClickInHomeAsync,
        ["teams-say"] = PageTeamsGestures.SayAsync,
        ["teams-press"] = PageTeamsGestures.PressAsync,
        ["teams-look"] = PageTeamsGestures.LookAsync,
        ["teams-react"] = PageTeamsGestures.ReactAsync,
        ["teams-form-open"] = PageTeamsGestures.OpenFormAsync,
        ["teams-form-type"] = PageTeamsGestures.TypeAheadAsync,
        ["teams-form-submit"] = PageTeamsGestures.SubmitAsync,
        ["teams-form-close"] = PageTeamsGestures.CloseAsync,
        ["wind"] = PageStagecraft.WindAsync,
        ["trouble"] = PageStagecraft.TroubleAsync,
        ["host-start"] = PageStagecraft.StartAsync,
        ["host-kill"] = PageStagecraft.KillAsync,
        ["host-stop"] = PageStagecraft.StopAsync,
        ["verify"] = PageStagecraft.VerifyAsync,
    };

    public static async Task ServeAsync(HttpContext http, PageHouse house, string name)
    {
        if (!All.TryGetValue(name, out var act))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var answer = await AnswerAsync(http, house, act);
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
    }

    private static async Task<JsonObject> AnswerAsync(HttpContext http, PageHouse house, Func<PageDeed, Task<JsonObject>> act)
    {
        try
        {
            var body = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            return await act(new PageDeed(house, body as JsonObject ?? []));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or JsonException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return new JsonObject { ["problem"] = e.Message };
        }
    }
}
