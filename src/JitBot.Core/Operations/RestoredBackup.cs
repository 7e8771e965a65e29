namespace JitBot.Core.Operations;

/// <summary>How it was seen that the database is an old one. The names stand in the log.</summary>
public enum RestoreSign
{
    /// <summary>A published checkpoint covers more lines than the log has.</summary>
    Shorter,

    /// <summary>The log has the line a published checkpoint ends with, but it is another one.</summary>
    Different,

    /// <summary>Checkpoints were signed, and both the key and the file they were published in are gone: how old it is cannot be told.</summary>
    WithoutPublished,
}

/// <summary>
/// A database from before what was published. <paramref name="Published"/> is the last checkpoint known outside (or, with
/// <see cref="RestoreSign.WithoutPublished"/>, the last one kept within); <paramref name="Lines"/> are the lines the log has;
/// <paramref name="GoodUntil"/> is the time of the last checkpoint both agree on: what was granted after it may be unknown here.
/// </summary>
public sealed record RestoredBackup(RestoreSign Sign, long PublishedLines, DateTimeOffset PublishedAt, string PublishedHead, long Lines, DateTimeOffset? GoodUntil);
