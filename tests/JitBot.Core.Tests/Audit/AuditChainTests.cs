using System.Text;
using JitBot.Core.Audit;
using JitBot.Core.Store;
using NUnit.Framework;

namespace JitBot.Core.Tests.Audit;

public class AuditChainTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 10, 0, 0, 5, TimeSpan.FromHours(1));

    private static readonly StoredLine Line = new(3, 7, At, "request/r-1", 2, "approved", """{"event":"approved","by":"é <&> \"\u0000"}""");

    [Test]
    public void A_line_is_sealed_in_exactly_this_form() =>
        Assert.That(Encoding.UTF8.GetString(AuditChain.BytesOf(Line)), Is.EqualTo(
            """{"chain":3,"seq":7,"at":"2026-11-21T09:00:00.005Z","stream":"request/r-1","version":2,"type":"approved","body":"""
            + """{"event":"approved","by":"é <&> \"\u0000"}}"""));

    [Test]
    public void A_line_is_read_back_as_it_was_sealed()
    {
        var read = AuditJson.Read(AuditChain.BytesOf(Line));
        Assert.That(read, Is.EqualTo(Line with { At = Line.At.ToUniversalTime() }));
        Assert.That(AuditChain.BytesOf(read), Is.EqualTo(AuditChain.BytesOf(Line)));
    }

    /// <summary>Made by another program: SHA-256 of a zero byte, 32 zero bytes, its length in 8 bytes, the line; then once more.</summary>
    [Test]
    public void The_hashes_are_those_anybody_can_compute()
    {
        var first = AuditChain.Next(AuditChain.Empty(1).Hash, "{}"u8);
        Assert.That(first, Is.EqualTo("7fd72009347686426ba8dbd54c606175b2f76266110466dfb402936c31c9d36d"));
        Assert.That(AuditChain.Next(first, """{"a":1}"""u8),
            Is.EqualTo("b225a8a249c84dcdb3bdb614725c68278bda6784df129ed1a5354d013919eb78"));
    }

    /// <summary>Made independently: <c>printf 'salt\ntext' | sha256sum</c>.</summary>
    [Test]
    public void A_text_is_hashed_after_its_salt() =>
        Assert.That(AuditChain.HashText("salt", "text"), Is.EqualTo("b5d7cebb62064f259953772bc92e95dfc225e677a91ea83b6eb10faa9ebadaa1"));
}
