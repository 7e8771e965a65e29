using System.Globalization;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>The Web API's front door: finds the method, checks token, scopes and rate (https://docs.slack.dev/apis/web-api).</summary>
internal sealed class SlackWebApi(SlackWorkspace workspace, SlackFaults faults, SlackDoors doors, SlackRotation rotation, IEnumerable<SlackMethod> methods)
{
    private const string Bearer = "Bearer ";

    private readonly Dictionary<string, SlackMethod> _methods = methods.ToDictionary(method => method.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _lastPost = new(StringComparer.Ordinal);
    private readonly List<string> _calls = [];

    /// <summary>The names of the methods that were called, whatever the answer was.</summary>
    public IReadOnlyList<string> Calls => workspace.Gate.Read(() => _calls.ToArray());

    public async Task HandleAsync(HttpContext http, string name)
    {
        workspace.Gate.Change(() => _calls.Add(name));
        var fault = faults.Take(name);
        if (fault is SlackFault.HangsUp)
        {
            http.Abort();
            return;
        }

        if (fault is SlackFault.Fails fails)
        {
            http.Response.StatusCode = fails.Status;
            await http.Response.WriteAsync("<html>upstream connect error</html>", http.RequestAborted);
            return;
        }

        var answer = await AnswerAsync(http, name, fault);
        if (fault is SlackFault.Holds holds)
            await holds.Until.WaitAsync(http.RequestAborted);
        if (fault is SlackFault.Slow slow)
            await Task.Delay(slow.By, TimeProvider.System, http.RequestAborted);
        if (fault is SlackFault.DoesAndHangsUp)
            http.Abort();
        else
            await WriteAsync(http, fault is SlackFault.DoesAndDenies ? new SlackRefusal("internal_error").ToJson() : answer);
    }

    private async Task<JsonObject> AnswerAsync(HttpContext http, string name, SlackFault? fault)
    {
        try
        {
            if (fault is SlackFault.Refuses refuses)
                throw new SlackRefusal(refuses.Error);
            if (fault is SlackFault.Throttles throttles)
                throw Throttled(http, throttles.RetryAfter);
            var method = _methods.GetValueOrDefault(name) ?? throw new SlackRefusal("unknown_method");
            if (!method.TakesClient)
                Authenticate(http.Request, method);
            foreach (var scope in method.Scopes)
                doors.Need(scope, method.TakesAppToken);
            var arguments = await SlackArguments.ReadAsync(http.Request, method);
            if (method.TakesClient)
                arguments.AddClient(http.Request);
            var answer = workspace.Gate.Change(() => Run(http, method, arguments));
            answer.Insert(0, "ok", true);
            WarnOfCharset(http.Request, answer);
            return answer;
        }
        catch (SlackRefusal refusal)
        {
            return refusal.ToJson();
        }
    }

    private JsonObject Run(HttpContext http, SlackMethod method, SlackArguments arguments)
    {
        var channel = method.Posts ? arguments.Text("channel") : null;
        if (channel is not null && faults.OneMessagePerSecond
            && _lastPost.TryGetValue(channel, out var last) && workspace.Numbers.Now - last < SlackLimits.BetweenPostsInChannel)
            throw Throttled(http, SlackLimits.BetweenPostsInChannel);
        var answer = method.Run(arguments);
        if (channel is not null)
            _lastPost[channel] = workspace.Numbers.Now;
        return answer;
    }

    private void Authenticate(HttpRequest request, SlackMethod method)
    {
        if (request.Query.ContainsKey("token"))
            throw new SlackRefusal("invalid_auth");
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.Ordinal))
            throw new SlackRefusal("not_authed");
        var token = header[Bearer.Length..];
        var isAppToken = token == workspace.App.AppToken;
        if (method.TakesAppToken ? !isAppToken && rotation.Fault(token) is null : isAppToken)
            throw new SlackRefusal("not_allowed_token_type");
        if (!isAppToken && rotation.Fault(token) is { } fault)
            throw new SlackRefusal(fault);
    }

    private static SlackRefusal Throttled(HttpContext http, TimeSpan retryAfter)
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new SlackRefusal("ratelimited");
    }

    private static void WarnOfCharset(HttpRequest request, JsonObject answer)
    {
        var hasCharset = request.ContentType?.Contains("charset", StringComparison.OrdinalIgnoreCase) == true;
        if (request.HasJsonContentType() && !hasCharset)
            answer["warning"] = "missing_charset";
    }

    private async Task WriteAsync(HttpContext http, JsonObject answer)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers["X-OAuth-Scopes"] = string.Join(',', workspace.App.Scopes);
        await http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
    }
}
