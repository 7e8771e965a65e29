using JitBot.Storage.Sqlite;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Sqlite;

/// <summary>Readers begin one after the other, and not while the writer must be alone.</summary>
internal sealed class CommitGateTests
{
    private CommitGate _gate = null!;

    [SetUp]
    public void MakeGate() => _gate = new CommitGate();

    [Test]
    public void Whoever_wants_to_read_begins_at_once()
    {
        var begun = false;
        Assert.That(_gate.BeginAsync(() => begun = true, default).AsTask().IsCompletedSuccessfully, Is.True);
        Assert.That(begun, Is.True);
    }

    [Test]
    public async Task Nobody_begins_while_the_writer_is_alone_and_all_do_after_it()
    {
        var begun = 0;
        List<Task> waiting = [];
        _gate.Alone(() =>
        {
            waiting = [.. Enumerable.Range(0, 3).Select(_ => _gate.BeginAsync(() => Interlocked.Increment(ref begun), default).AsTask())];
            Assert.That((begun, waiting.Exists(each => each.IsCompleted)), Is.EqualTo((0, false)));
        });
        await Task.WhenAll(waiting);
        Assert.That(begun, Is.EqualTo(3));
    }

    [Test]
    public async Task What_the_writer_failed_at_holds_nobody_up()
    {
        Task waiting = Task.CompletedTask;
        Assert.That(() => _gate.Alone(() =>
        {
            waiting = _gate.BeginAsync(() => { }, default).AsTask();
            throw new IOException("no space");
        }), Throws.InstanceOf<IOException>());
        await waiting;
    }

    [Test]
    public void Whoever_gives_up_waiting_has_not_begun()
    {
        var begun = false;
        using var enough = new CancellationTokenSource();
        _gate.Alone(() =>
        {
            var waiting = _gate.BeginAsync(() => begun = true, enough.Token).AsTask();
            enough.Cancel();
            Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        });
        Assert.That(begun, Is.False);
    }

    [Test]
    public async Task Only_one_begins_at_a_time()
    {
        var (at, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                await _gate.BeginAsync(() =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref at));
                    Thread.SpinWait(100);
                    Interlocked.Decrement(ref at);
                }, default);
            }
        })));
        Assert.That(most, Is.EqualTo(1));
    }
}
