using System.Net.WebSockets;

namespace JitBot.Chat.Slack;

/// <summary>Opens one connection: asks for an address, looks at it, connects, and waits for the greeting.</summary>
internal sealed class SlackSocketDialer(SlackApi api, SlackSocketDesk desk, SlackSocketBoard board, TimeProvider time)
{
    /// <summary>A connection that was greeted, or why there is none.</summary>
    public async Task<SlackSocketCall> DialAsync(CancellationToken stop)
    {
        var answer = await api.OpenConnectionAsync(stop);
        if (!answer.IsOk)
            return new SlackSocketCall.Failed(SlackSocketWords.NotOpened(answer), answer.RetryAfter);
        return SlackSocketAddress.Read(answer.Text("url")) is { } address
            ? await ConnectAsync(address, stop)
            : new SlackSocketCall.Failed(SlackSocketWords.NotSlacksAddress);
    }

    private async Task<SlackSocketCall> ConnectAsync(Uri address, CancellationToken stop)
    {
        var socket = NewSocket();
        using var patience = new CancellationTokenSource(SlackSocketLimits.GreetingWithin, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            await socket.ConnectAsync(address, both.Token);
            return await GreetAsync(new SlackSocketLine(socket, desk, time), both.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            var status = (int)socket.HttpStatusCode;
            socket.Dispose();
            return new SlackSocketCall.Failed(SlackSocketWords.NotConnected(status));
        }
    }

    private async Task<SlackSocketCall> GreetAsync(SlackSocketLine line, CancellationToken ct)
    {
        var reading = line.RunAsync();
        try
        {
            if (await line.Greeting.WaitAsync(ct) is { } hello)
                return new SlackSocketCall.Stands(new SlackSocketPost(line, reading, board, time), hello.Connections);
            var parting = await line.Parting;
            await line.CloseAsync(reading);
            line.Dispose();
            return new SlackSocketCall.Failed(parting.Why, IsForGood: parting.IsForGood);
        }
        catch (OperationCanceledException)
        {
            await line.CloseAsync(reading);
            line.Dispose();
            return new SlackSocketCall.Failed(SlackSocketWords.NoGreeting);
        }
    }

    private static ClientWebSocket NewSocket()
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = SlackSocketLimits.PingEvery;
        socket.Options.KeepAliveTimeout = SlackSocketLimits.PongWithin;
        socket.Options.CollectHttpResponseDetails = true;
        return socket;
    }
}
