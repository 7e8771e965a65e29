using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace JitBot.Chat.Slack;

/// <summary>
/// One connection: reads until it ends, has each envelope answered, and acknowledges on the same socket. Several envelopes may be in hand at
/// once; they are answered as they are done.
/// </summary>
internal sealed class SlackSocketLine(WebSocket socket, SlackSocketDesk desk, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _hands = new(SlackSocketLimits.MostInHand);
    private readonly SemaphoreSlim _pen = new(1);
    private readonly TaskCompletionSource<SlackSocketMessage.Hello?> _greeting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SlackSocketParting> _parting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Slack's greeting; null if the connection ended without.</summary>
    public Task<SlackSocketMessage.Hello?> Greeting => _greeting.Task;

    /// <summary>Why it will end or has ended, as soon as that is known. It is read until it has ended.</summary>
    public Task<SlackSocketParting> Parting => _parting.Task;

    /// <summary>Reads to the end.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await SlackSocketFrame.ReadAsync(socket) is var frame)
            {
                if (frame is SlackSocketFrame.Text text)
                    await TakeAsync(SlackSocketMessage.Read(text.Bytes.Span));
                else if (frame is not SlackSocketFrame.Foreign)
                {
                    End(SlackSocketParting.Of(frame));
                    return;
                }
            }
        }
        finally
        {
            End(SlackSocketParting.Of(new SlackSocketFrame.Broken())); // whatever went wrong here, nobody counts on a connection that is not read
        }
    }

    /// <summary>Takes nothing more in hand, finishes and acknowledges what is, and closes.</summary>
    public async Task CloseAsync(Task reading)
    {
        await _closing.CancelAsync();
        for (var hand = 0; hand < SlackSocketLimits.MostInHand; hand++)
            await _hands.WaitAsync();
        End(SlackSocketParting.Ours);
        using var patience = new CancellationTokenSource(SlackSocketLimits.CloseWithin, time);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, patience.Token);
            await reading.WaitAsync(patience.Token);
        }
        catch (Exception e) when (IsGone(e))
        {
            // It is as closed as it gets.
        }

        socket.Abort();
    }

    public void Dispose()
    {
        socket.Dispose();
        _hands.Dispose();
        _closing.Dispose();
        _pen.Dispose();
    }

    private async Task TakeAsync(SlackSocketMessage message)
    {
        switch (message)
        {
            case SlackSocketMessage.Hello hello:
                _greeting.TrySetResult(hello);
                break;
            case SlackSocketMessage.Disconnect disconnect:
                _parting.TrySetResult(SlackSocketParting.Of(disconnect));
                break;
            case SlackSocketMessage.Envelope envelope when await FindHandAsync():
                _ = AnswerAsync(envelope);
                break;
        }
    }

    /// <summary>False if it is closing: what is not taken in hand is delivered again elsewhere.</summary>
    private async Task<bool> FindHandAsync()
    {
        try
        {
            await _hands.WaitAsync(_closing.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task AnswerAsync(SlackSocketMessage.Envelope envelope)
    {
        try
        {
            if (await desk.AnswerAsync(envelope) is { } acknowledgement)
                await SendAsync(acknowledgement);
        }
        finally
        {
            _hands.Release();
        }
    }

    /// <summary>A connection that broke meanwhile takes no acknowledgement; Slack delivers again, and the first answer is found.</summary>
    private async Task SendAsync(JsonObject acknowledgement)
    {
        await _pen.WaitAsync();
        try
        {
            var bytes = Encoding.UTF8.GetBytes(acknowledgement.ToJsonString());
            await socket.SendAsync(bytes.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception e) when (IsGone(e))
        {
            End(SlackSocketParting.Of(new SlackSocketFrame.Broken()));
        }
        finally
        {
            _pen.Release();
        }
    }

    private void End(SlackSocketParting parting)
    {
        _parting.TrySetResult(parting);
        _greeting.TrySetResult(null);
    }

    private static bool IsGone(Exception e) =>
        e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
