using System.Net;
using System.Net.Sockets;
using System.Text;
using JitBot.Endurance.Disturbances;
using NUnit.Framework;

namespace JitBot.Endurance.Tests;

/// <summary>The line passes what it is given, breaks when it is cut, and is silent when it is told to be.</summary>
[TestFixture]
internal sealed class CuttableProxyTests
{
    /// <summary>Long enough for loopback on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpListener _echo = new(IPAddress.Loopback, 0);
    private CuttableProxy _proxy = null!;

    [SetUp]
    public void Open()
    {
        _echo.Start();
        _ = EchoAsync();
        _proxy = CuttableProxy.Before(((IPEndPoint)_echo.LocalEndpoint).Port);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _proxy.DisposeAsync();
        _echo.Dispose();
    }

    [Test]
    public async Task What_is_sent_arrives_and_so_does_the_answer()
    {
        using var line = await ConnectAsync();
        Assert.That(await AskAsync(line, "hello"), Is.EqualTo("hello"));
    }

    [Test]
    public async Task A_cut_breaks_the_connections_there_are_and_no_new_one()
    {
        using var line = await ConnectAsync();
        await AskAsync(line, "before");
        _proxy.Cut();
        Assert.That(async () => await AskAsync(line, "after"), Throws.InstanceOf<IOException>());
        using var next = await ConnectAsync();
        Assert.That(await AskAsync(next, "again"), Is.EqualTo("again"));
    }

    [Test]
    public async Task A_refusal_lasts_until_it_is_healed()
    {
        _proxy.Refuse();
        Assert.That(async () =>
        {
            using var refused = await ConnectAsync();
            await AskAsync(refused, "in vain");
        }, Throws.InstanceOf<IOException>().Or.InstanceOf<SocketException>());
        _proxy.Heal();
        using var line = await ConnectAsync();
        Assert.That(await AskAsync(line, "healed"), Is.EqualTo("healed"));
    }

    [Test]
    public async Task A_silent_line_keeps_what_it_is_given_and_lets_it_through_when_healed()
    {
        using var line = await ConnectAsync();
        await AskAsync(line, "before");
        _proxy.FallSilent();
        var asking = AskAsync(line, "kept");
        using (var shortly = new CancellationTokenSource(TimeSpan.FromMilliseconds(100)))
            Assert.That(async () => await asking.WaitAsync(shortly.Token), Throws.InstanceOf<OperationCanceledException>());
        _proxy.Heal();
        Assert.That(await asking, Is.EqualTo("kept"));
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        return client;
    }

    private static async Task<string> AskAsync(TcpClient client, string words)
    {
        using var patience = new CancellationTokenSource(Patience);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(words), patience.Token);
        var answer = new byte[words.Length];
        await stream.ReadExactlyAsync(answer, patience.Token);
        return Encoding.ASCII.GetString(answer);
    }

    private async Task EchoAsync()
    {
        while (true)
            _ = EchoAsync(await _echo.AcceptTcpClientAsync());
    }

    private static async Task EchoAsync(TcpClient client)
    {
        using var held = client;
        await client.GetStream().CopyToAsync(client.GetStream());
    }
}
