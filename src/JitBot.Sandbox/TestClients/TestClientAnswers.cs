using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using JitBot.Sandbox.LookAlikes.Teams;

namespace JitBot.Sandbox.TestClients;

/// <summary>
/// Brings what the bot posts, changes and takes away to the test client that was last heard from the place, in order, by the calls that a
/// bot would have made there itself (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference).
/// </summary>
internal sealed class TestClientAnswers : IAsyncDisposable
{
    /// <summary>Both are on one machine; what takes longer has hung.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TeamsOrganisation _organisation;
    private readonly TestClientBook _book;
    private readonly Action<string>? _say;
    private readonly HashSet<Uri> _silent = [];
    private readonly Channel<TeamsMessage> _written = Channel.CreateUnbounded<TeamsMessage>();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = Patience };
    private readonly Task _work;

    /// <summary><paramref name="say"/> hears once of each client that does not take what the bot says, until it does again.</summary>
    public TestClientAnswers(TeamsOrganisation organisation, TestClientBook book, Action<string>? say)
    {
        (_organisation, _book, _say) = (organisation, book, say);
        organisation.Messages.Written += Hear;
        _work = WorkAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _organisation.Messages.Written -= Hear;
        _written.Writer.Complete();
        _http.CancelPendingRequests();
        await _work;
        _http.Dispose();
    }

    private void Hear(TeamsMessage message)
    {
        if (message.IsFromBot)
            _written.Writer.TryWrite(message);
    }

    private async Task WorkAsync()
    {
        await foreach (var message in _written.Reader.ReadAllAsync())
        {
            if (_book.Find(message.PlaceId) is not { } to)
                continue;
            try
            {
                await BringAsync(message, to);
                _silent.Remove(to.Service);
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or JsonException)
            {
                var why = $"The test client at {to.Service} did not take what the bot says: {fault.Message}";
                if (_silent.Add(to.Service))
                    _say?.Invoke(why);
                _organisation.Complain(why);
            }
        }
    }

    private async Task BringAsync(TeamsMessage message, TestClientConversation to)
    {
        var theirs = _book.Theirs(to.Service, message.Id);
        if (message.IsDeleted && theirs is null)
            return;
        var about = _book.Theirs(to.Service, message.ReplyToId);
        using var request = new HttpRequestMessage(Method(message, theirs), new Uri(to.Service, Path(to, ThreadOf(message, to), theirs ?? about)));
        if (!message.IsDeleted)
            request.Content = JsonContent.Create(Dressed(message, to, theirs, about));
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        if (theirs is null && TestClientActivity.Text((await answer.Content.ReadFromJsonAsync<JsonObject>())?["id"]) is { } id)
            _book.Pair(to.Service, message.Id, id);
    }

    private static HttpMethod Method(TeamsMessage message, string? theirs) =>
        message.IsDeleted ? HttpMethod.Delete : theirs is null ? HttpMethod.Post : HttpMethod.Put;

    /// <summary>The thread's first message as the client calls it, where it knows it.</summary>
    private string? ThreadOf(TeamsMessage message, TestClientConversation to) => message.IsReply ? _book.Theirs(to.Service, message.RootId) : null;

    private static string Path(TestClientConversation to, string? thread, string? activity)
    {
        var conversation = thread is null ? to.Id : $"{to.Id};messageid={thread}";
        var activities = $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities";
        return activity is null ? activities : $"{activities}/{Uri.EscapeDataString(activity)}";
    }

    /// <summary>As the bot sent it, with what a bot of this client would have put there beside.</summary>
    private static JsonObject Dressed(TeamsMessage message, TestClientConversation to, string? theirs, string? about)
    {
        var activity = (JsonObject)message.Activity!.DeepClone();
        (activity["channelId"], activity["serviceUrl"]) = (to.ChannelId, to.Service.ToString().TrimEnd('/'));
        (activity["from"], activity["recipient"]) = (to.Bot.DeepClone(), to.User.DeepClone());
        activity["conversation"] = new JsonObject { ["id"] = to.Id };
        if (theirs is not null)
            activity["id"] = theirs;
        if (about is not null)
            activity["replyToId"] = about;
        return activity;
    }
}
