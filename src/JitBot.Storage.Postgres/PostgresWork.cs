namespace JitBot.Storage.Postgres;

/// <summary>
/// A piece of work for the <see cref="PostgresWriter"/>. It may be run more than once, and is answered once: when what its last run found is durable.
/// </summary>
internal abstract class PostgresWork(CancellationToken ct)
{
    /// <summary>What it depends on or changes, by name, for itself. No two of one group have a name in common, so that none depends on what another of it does.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>What it changes together with others of the group, but not together with one that has the name for itself.</summary>
    public virtual IEnumerable<string> SharedNames => [];

    /// <summary>Whether this run came to a result. Without one it stores nothing, and is run alone.</summary>
    public bool HasResult { get; protected set; }

    /// <summary>The caller's, who may take it back while it waits.</summary>
    protected CancellationToken Cancellation => ct;

    /// <summary>Whether the caller wants it no more; it is answered then.</summary>
    public abstract bool IsTakenBack();

    /// <summary>Forgets what an earlier run came to.</summary>
    public void Begin() => HasResult = false;

    /// <summary>Answers with the result.</summary>
    public abstract void Succeed();

    /// <summary>Answers with an error.</summary>
    public abstract void Fail(Exception error);
}

/// <summary>A piece of work with its kind of answer.</summary>
internal abstract class PostgresWork<T>(CancellationToken ct) : PostgresWork(ct)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <summary>What the caller waits for.</summary>
    public Task<T> Answer => _answer.Task;

    /// <summary>What this run came to; told when it is durable.</summary>
    public void Settle(T result) => (_result, HasResult) = (result, true);

    /// <inheritdoc />
    public override bool IsTakenBack() => Cancellation.IsCancellationRequested && _answer.TrySetCanceled(Cancellation);

    /// <inheritdoc />
    public override void Succeed() => _answer.SetResult(_result!);

    /// <inheritdoc />
    public override void Fail(Exception error) => _answer.SetException(error);
}
