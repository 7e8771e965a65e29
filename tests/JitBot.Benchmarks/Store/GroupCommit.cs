using System.Threading.Channels;

namespace JitBot.Benchmarks.Store;

/// <summary>A thread that takes whatever waits, has it made durable as one, and answers all who waited.</summary>
internal sealed class GroupCommit : IDisposable
{
    private readonly Channel<TaskCompletionSource> _queue = Channel.CreateUnbounded<TaskCompletionSource>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Action<int> _write;
    private readonly Thread _writer;

    public GroupCommit(Action<int> write)
    {
        _write = write;
        _writer = new Thread(Run) { IsBackground = true };
        _writer.Start();
    }

    /// <summary>One more; answered when it is durable.</summary>
    public Task OnceAsync()
    {
        var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Writer.TryWrite(durable);
        return durable.Task;
    }

    /// <summary>Ends the thread when nothing waits any more.</summary>
    public void Dispose()
    {
        _queue.Writer.Complete();
        _writer.Join();
    }

    private void Run()
    {
        var group = new List<TaskCompletionSource>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_queue.Reader.TryRead(out var one))
                group.Add(one);
            _write(group.Count);
            group.ForEach(one => one.SetResult());
            group.Clear();
        }
    }
}
