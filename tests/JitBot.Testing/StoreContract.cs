using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>What every store does, whatever its database: inherited whole by each room, which supplies the store alone.</summary>
[TestFixture]
public abstract partial class StoreContract
{
    /// <summary>The moment the tests play at.</summary>
    protected static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, 250, TimeSpan.Zero);

    /// <summary>The person the tests are about.</summary>
    protected static readonly PersonId Avery = new("p-avery");

    private static readonly StreamId Stream = new("request/r-1");

    /// <summary>The store under test, open.</summary>
    protected IAccessStore Store { get; private set; } = null!;

    /// <summary>The one hole: this test's store, not yet opened. Made again after it was disposed, it is the same one.</summary>
    protected abstract IAccessStore MakeStore();

    [SetUp]
    public async Task OpenAsync()
    {
        Store = MakeStore();
        await Store.OpenAsync(default);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        if (Store is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }

    /// <summary>Closes the store and opens the same one again.</summary>
    protected async Task ReopenAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    /// <summary>A batch of so many lines and nothing else.</summary>
    protected static Batch Lines(StreamId stream, long expectedVersion, int count = 1)
    {
        var lines = Enumerable.Range(1, count).Select(i => new NewLine("thing-happened", Now, $$"""{"i":{{i}}}"""));
        return new Batch(stream, expectedVersion, [.. lines], [], [], null, null);
    }

    /// <summary>A batch that holds one of everything, for this request.</summary>
    protected static Batch Everything(string request, string answerKey = "gesture")
    {
        var id = new RequestId(request);
        var text = Text($"because of {request}");
        return new Batch(
            StreamId.Of(id),
            0,
            [new NewLine("asked", Now, $$"""{"why":"{{text.Hash}}"}"""), new NewLine("prepared", Now.AddSeconds(1), "{}")],
            [text],
            [new DueEffect(new Effect.Wake(id), Now.AddHours(1)), new DueEffect(new Effect.Prepare(id), Now)],
            new RequestIndex(id, $"handle-of-{request}", Avery, "prod-db", Phase.Preparing, Now, null),
            new Answered(answerKey, "first answer", Now));
    }

    /// <summary>A text of Avery's.</summary>
    protected static PersonalText Text(string text) => new(Avery, "salt", text);

    /// <summary>The verdict over the whole store.</summary>
    protected async Task<AuditVerdict> VerifyAsync()
    {
        var anchors = new AuditAnchors(await Store.ListCheckpointsAsync(default), []);
        return await AuditVerifier.VerifyAsync(Store.ReadChainAsync(default), Store.ReadTextsAsync(default), anchors, default);
    }

    /// <summary>Asserts that the chain is whole and has so many lines.</summary>
    protected async Task AssertChainAsync(long size)
    {
        var verdict = await VerifyAsync();
        Assert.That(verdict, Is.InstanceOf<AuditVerdict.Good>());
        Assert.That(((AuditVerdict.Good)verdict).Heads, Is.EqualTo(await Store.ReadHeadsAsync(default)));
        Assert.That(((AuditVerdict.Good)verdict).Lines, Is.EqualTo(size));
    }

    private async Task<IReadOnlyList<EffectRow>> AppendedAsync(Batch batch) =>
        ((AppendAnswer.Appended)await Store.AppendAsync(batch, default)).Effects;
}
