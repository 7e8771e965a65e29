using JitBot.Core.Access;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Storage.Postgres;
using Npgsql;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>What goes into one group. All that is queued comes while a first group is being written.</summary>
public class PostgresWriterTests : PostgresFixture
{
    private readonly List<PostgresWork[]> _groups = [];
    private TaskCompletionSource _hasBegun = null!;
    private TaskCompletionSource _everybodyIsHere = null!;
    private PostgresDatabase _database = null!;
    private PostgresWriter _writer = null!;

    [SetUp]
    public void MakeWriter()
    {
        _groups.Clear();
        (_hasBegun, _everybodyIsHere) = (new TaskCompletionSource(), new TaskCompletionSource());
        _database = new PostgresDatabase(new PostgresOptions(new NpgsqlConnectionStringBuilder(Database)));
        _writer = new PostgresWriter(_database, async (_, works, _) =>
        {
            _groups.Add([.. works]);
            _hasBegun.TrySetResult();
            await _everybodyIsHere.Task;
            foreach (var work in works)
                (work as SettleWork)?.Settle();
            foreach (var append in works.OfType<AppendWork>())
                append.Settle(new AppendAnswer.Conflict());
        });
    }

    [TearDown]
    public async Task Close()
    {
        await _writer.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Test]
    public async Task An_effect_is_settled_in_one_group_and_asked_for_again_in_another_by_all_who_ask()
    {
        var first = Append("r-first", "wake-first");
        await WriteAsync(first, Complete("shared"), Append("r-1", "shared"), Append("r-2", "shared"), Complete("other"), Complete("shared"));
        Assert.That(_groups.Select(group => group.Length), Is.EqualTo(new[] { 1, 2, 2, 1 }));
        Assert.That(_groups[1], Has.All.InstanceOf<CompleteWork>());
        Assert.That(_groups[2], Has.All.InstanceOf<AppendWork>());
    }

    [Test]
    public async Task What_has_a_stream_in_common_goes_in_the_order_in_which_it_came_and_holds_up_nothing_else()
    {
        await WriteAsync(Append("r-first", "wake-first"), Append("r-1", "a"), Append("r-1", "b"), Append("r-2", "c"), Append("r-1", "d"));
        Assert.That(_groups.Select(group => string.Join(' ', group.OfType<AppendWork>().Select(work => work.Batch.Effects[0].Effect.Key))),
            Is.EqualTo(new[] { "wake/wake-first", "wake/a wake/c", "wake/b", "wake/d" }));
    }

    private async Task WriteAsync(PostgresWork first, params PostgresWork[] others)
    {
        var answers = new List<Task> { Put(first) };
        await _hasBegun.Task.WaitAsync(Patience);
        answers.AddRange(others.Select(Put));
        _everybodyIsHere.SetResult();
        await Task.WhenAll(answers);

        Task Put(PostgresWork work) => work is AppendWork append ? _writer.WriteAsync(append, default) : _writer.WriteAsync((SettleWork)work, default);
    }

    private static AppendWork Append(string request, string wake) => new(BatchOf(request) with { Effects = [new DueEffect(Wake(wake), Now)] }, default);

    private static CompleteWork Complete(string wake) => new(new ClaimedEffect(1, Wake(wake), Now, 1, 1, 1), default);

    private static Effect.Wake Wake(string request) => new(new RequestId(request));
}
