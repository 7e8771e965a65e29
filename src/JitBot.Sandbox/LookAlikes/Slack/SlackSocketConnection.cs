using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>One connection as Slack has it: sends envelopes and waits for their acknowledgements on the same socket.</summary>
internal sealed class SlackSocketConnection(HttpContext http, WebSocket socket, Action<string> complain) : IDisposable
{
    /// <summary>An acknowledgement with the largest form in it is far smaller.</summary>
    private const int MostBytes = 1024 * 1024;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject?>> _waiting = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _pen = new(1);
    private volatile bool _isOver;
    private volatile bool _dropsAtAcknowledgement;

    /// <summary>Messages are sent in frames of so many bytes; whole if it is null.</summary>
    public int? BytesInFrame { get; set; }

    /// <summary>Whether it was told that it will end.</summary>
    public bool IsWarned { get; private set; }

    /// <summary>Sends an envelope; the acknowledgement's payload comes with the answer. Throws <see cref="IOException"/> when the line breaks before it.</summary>
    public async Task<JsonObject?> DeliverAsync(SlackSocketEnvelope envelope, SlackSocketMishap? mishap, CancellationToken patience)
    {
        var acknowledgement = new TaskCompletionSource<JsonObject?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[envelope.Id] = acknowledgement;
        _dropsAtAcknowledgement |= mishap is SlackSocketMishap.DropsTheAcknowledgement;
        try
        {
            await SendAsync(envelope.ToJson());
            if (mishap is SlackSocketMishap.DropsTheEnvelope)
                Drop();
            return await acknowledgement.Task.WaitAsync(patience);
        }
        finally
        {
            _waiting.TryRemove(envelope.Id, out _);
        }
    }

    public Task GreetAsync(string appId, int connections, TimeSpan life) => SendAsync(new JsonObject
    {
        ["type"] = "hello",
        ["num_connections"] = connections,
        ["connection_info"] = new JsonObject { ["app_id"] = appId },
        ["debug_info"] = new JsonObject
        {
            ["host"] = "applink-of-the-look-alike",
            ["build_number"] = 1,
            ["approximate_connection_time"] = (int)life.TotalSeconds,
        },
    });

    /// <summary>Says that it will end, and why.</summary>
    public Task WarnAsync(string reason)
    {
        IsWarned = true;
        return SendAsync(new JsonObject
        {
            ["type"] = "disconnect",
            ["reason"] = reason,
            ["debug_info"] = new JsonObject { ["host"] = "applink-of-the-look-alike" },
        });
    }

    /// <summary>Says something as it is.</summary>
    public async Task SendAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            await _pen.WaitAsync();
            try
            {
                await SendFramesAsync(bytes);
            }
            finally
            {
                _pen.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            throw new IOException("The line is broken.", e);
        }
    }

    /// <summary>Ends it in good order.</summary>
    public async Task CloseAsync()
    {
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            Drop();
        }
    }

    /// <summary>Breaks it without a word.</summary>
    public void Drop()
    {
        Over();
        try
        {
            http.Abort();
        }
        catch (ObjectDisposedException)
        {
            // The app has hung up by itself, and the request it came with is over.
        }
    }

    /// <summary>Reads acknowledgements until it ends.</summary>
    public async Task ListenAsync()
    {
        try
        {
            while (await ReadAsync() is { } text)
                Take(text);
            await CloseAsync();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // It broke; whatever waits for it is told below.
        }
        finally
        {
            Over();
        }
    }

    public void Dispose() => _pen.Dispose();

    private async Task SendFramesAsync(byte[] bytes)
    {
        var step = BytesInFrame ?? Math.Max(bytes.Length, 1);
        for (var at = 0; at < bytes.Length; at += step)
        {
            var part = bytes.AsMemory(at, Math.Min(step, bytes.Length - at));
            await socket.SendAsync(part, WebSocketMessageType.Text, at + step >= bytes.Length, CancellationToken.None);
        }
    }

    private Task SendAsync(JsonObject message) => SendAsync(message.ToJsonString());

    private async Task<string?> ReadAsync()
    {
        using var whole = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            whole.Write(buffer, 0, part.Count);
            if (whole.Length > MostBytes)
                throw new IOException("The app says too much.");
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(whole.ToArray());
        }
    }

    private void Take(string text)
    {
        if (_dropsAtAcknowledgement)
            Drop();
        if (_isOver)
            return;
        var said = Parse(text);
        if ((string?)said?["envelope_id"] is not { } id)
            complain($"Over a socket came what is no acknowledgement: {text}");
        else if (_waiting.TryGetValue(id, out var acknowledgement))
            acknowledgement.TrySetResult(said["payload"] as JsonObject);
    }

    private void Over()
    {
        _isOver = true;
        foreach (var each in _waiting.Values)
            each.TrySetException(new IOException("The line broke before the acknowledgement."));
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
