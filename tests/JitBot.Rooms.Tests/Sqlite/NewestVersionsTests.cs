using JitBot.Core.Store;
using JitBot.Storage.Sqlite;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Sqlite;

/// <summary>What is remembered of streams may spare a read, and never hides a line.</summary>
internal sealed class NewestVersionsTests
{
    private static readonly StreamId Stream = new("request r-1");
    private NewestVersions _newest = null!;

    [SetUp]
    public void SetUp() => _newest = new NewestVersions();

    [Test]
    public void A_stream_that_was_never_seen_is_read() => Assert.That(_newest.IsNewest(Stream, 0), Is.False);

    [Test]
    public void What_was_read_is_not_read_again()
    {
        _newest.NoteRead(Stream, 3, _newest.Written);

        Assert.That((_newest.IsNewest(Stream, 3), _newest.IsNewest(Stream, 2)), Is.EqualTo((true, false)));
    }

    [Test]
    public void Whoever_knows_an_older_version_than_was_written_reads()
    {
        _newest.NoteRead(Stream, 3, _newest.Written);
        _newest.NoteWritten(Stream, 4);

        Assert.That((_newest.IsNewest(Stream, 3), _newest.IsNewest(Stream, 4)), Is.EqualTo((false, true)));
    }

    [Test]
    public void A_read_that_began_before_something_was_written_is_not_believed()
    {
        var before = _newest.Written;
        _newest.NoteWritten(Stream, 4);
        Forget();
        _newest.NoteRead(Stream, 3, before);

        Assert.That(_newest.IsNewest(Stream, 3), Is.False);
    }

    [Test]
    public void The_stream_noted_first_is_forgotten_first()
    {
        _newest.NoteWritten(Stream, 4);
        Assert.That(_newest.IsNewest(Stream, 4), Is.True);
        Forget();

        Assert.That(_newest.IsNewest(Stream, 4), Is.False);
    }

    [Test]
    public void An_older_version_noted_late_does_not_replace_a_newer_one()
    {
        _newest.NoteWritten(Stream, 5);
        _newest.NoteWritten(Stream, 4);

        Assert.That((_newest.IsNewest(Stream, 5), _newest.IsNewest(Stream, 4)), Is.EqualTo((true, false)));
    }

    private void Forget()
    {
        for (var i = 0; i < NewestVersions.Most; i++)
            _newest.NoteWritten(new StreamId($"other {i}"), 1);
    }
}
