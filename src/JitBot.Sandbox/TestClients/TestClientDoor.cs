using JitBot.Sandbox.LookAlikes.Teams;
using Microsoft.AspNetCore.Connections;

namespace JitBot.Sandbox.TestClients;

/// <summary>
/// Where test clients of the Bot Framework send their activities, unsigned: at the address that they expect a bot at. It is a door of the
/// sandbox and not of the program that serves, which has no such door.
/// </summary>
internal sealed class TestClientDoor : IAsyncDisposable
{
    /// <summary>Where test clients look for a bot unless they are told another port.</summary>
    public const int UsualPort = 3978;

    /// <summary>Teams sends no message above some hundred kilobytes.</summary>
    private const long MostBytes = 256 * 1024;

    private readonly TestClientAnswers _answers;
    private readonly WebApplication _app;

    private TestClientDoor(TestClientAnswers answers, WebApplication app) => (_answers, _app) = (answers, app);

    /// <summary>What a test client is pointed at.</summary>
    public Uri Url => new(new Uri(_app.Urls.Single()), TeamsCourier.Path);

    /// <summary>
    /// Opens it at this port of loopback, 0 for a free one; without a port there is none. <paramref name="say"/> hears why something was not
    /// taken or did not arrive.
    /// </summary>
    public static async Task<TestClientDoor?> OpenAsync(TeamsWorld world, int? port, Action<string>? say = null)
    {
        if (port is not { } wanted)
            return null;
        var book = new TestClientBook();
        var relay = new TestClientRelay(world, book);
        try
        {
            var app = await LoopbackDoor.OpenAsync(wanted, MostBytes, TestClientGuard.CheckAsync, app =>
                app.MapPost(TeamsCourier.Path, (HttpContext http) => ReceiveAsync(http, relay, say)));
            return new TestClientDoor(new TestClientAnswers(world.Teams.Organisation, book, say), app);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new InvalidOperationException(
                $"Another program listens at http://127.0.0.1:{wanted}, perhaps JitBot itself. Stop it, or name another port: --unsigned-teams PORT", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        await _answers.DisposeAsync();
    }

    private static async Task ReceiveAsync(HttpContext http, TestClientRelay relay, Action<string>? say)
    {
        var body = await new StreamReader(http.Request.Body).ReadToEndAsync(http.RequestAborted);
        var (activity, why) = TestClientActivity.Read(body);
        if (activity is null)
        {
            say?.Invoke($"A test client's activity was not taken. {why}");
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync(why, http.RequestAborted);
            return;
        }

        var answer = await relay.BringAsync(activity);
        http.Response.StatusCode = answer.Status == 0 ? StatusCodes.Status502BadGateway : answer.Status;
        if (answer.Json is not null)
            http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(answer.Body, http.RequestAborted);
    }
}
