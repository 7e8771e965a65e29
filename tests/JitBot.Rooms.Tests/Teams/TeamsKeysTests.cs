using System.Security.Cryptography;
using JitBot.Chat.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Microsoft's keys: kept for a while, asked for again rarely, and never guessed.</summary>
internal sealed class TeamsKeysTests
{
    private const string Genuine = "Genuine";

    private TeamsGate _gate = null!;

    [SetUp]
    public void Open() => _gate = new TeamsGate();

    [TearDown]
    public ValueTask CloseAsync() => _gate.DisposeAsync();

    [Test]
    public async Task The_keys_are_fetched_once_for_many_tokens()
    {
        Assert.That(_gate.Issuer.Fetches, Is.Zero, "nobody needs them before");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _gate.JudgeAsync()));
        Assert.That(_gate.Issuer.Fetches, Is.EqualTo(1));
    }

    [Test]
    public async Task A_key_nobody_knows_makes_us_ask_once_an_hour_and_no_oftener()
    {
        await _gate.JudgeAsync();
        for (var minute = 0; minute < 180; minute++)
        {
            Assert.That(await _gate.JudgeAsync(draft => draft.Header["kid"] = $"made-up-{minute}"), Is.EqualTo("Key"));
            _gate.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(_gate.Issuer.Fetches, Is.EqualTo(3));
    }

    [Test]
    public async Task A_new_key_counts_as_soon_as_it_is_needed_and_may_be_asked_for()
    {
        await _gate.JudgeAsync();
        var next = TeamsIssuer.Other("key-2", "msteams");
        _gate.Issuer.Published.Add(next);
        Assert.That(await JudgeAsync(next), Is.EqualTo("Key"), "looked for less than an hour ago");
        _gate.Clock.Advance(TeamsKeys.LookAgainAfter);
        Assert.That(await JudgeAsync(next), Is.EqualTo(Genuine));
    }

    [Test]
    public async Task A_key_that_is_withdrawn_is_good_for_half_a_day_at_most()
    {
        await _gate.JudgeAsync();
        _gate.Issuer.Published[0] = TeamsIssuer.Other("key-2", "msteams");
        _gate.Clock.Advance(TeamsKeys.RenewAfter - TimeSpan.FromSeconds(1));
        Assert.That(await _gate.JudgeAsync(), Is.EqualTo(Genuine));
        _gate.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await _gate.JudgeAsync(), Is.EqualTo("Key"));
    }

    [Test]
    public async Task Keys_that_cannot_be_renewed_are_good_for_a_day_and_then_nobody_can_tell()
    {
        await _gate.JudgeAsync();
        _gate.Issuer.IsDown = true;
        _gate.Clock.Advance(TeamsKeys.GoodFor - TimeSpan.FromSeconds(1));
        Assert.That(await _gate.JudgeAsync(), Is.EqualTo(Genuine));
        Assert.That(await _gate.JudgeAsync(draft => draft.Header["kid"] = "key-2"), Is.EqualTo("CannotTell"), "it may be new");
        _gate.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await _gate.JudgeAsync(), Is.EqualTo("CannotTell"));
        _gate.Issuer.IsDown = false;
        _gate.Clock.Advance(TeamsKeys.AfterFailure);
        Assert.That(await _gate.JudgeAsync(), Is.EqualTo(Genuine));
    }

    [Test]
    public async Task A_door_that_does_not_answer_is_not_asked_for_every_token()
    {
        _gate.Issuer.IsDown = true;
        for (var i = 0; i < 30; i++)
        {
            Assert.That(await _gate.JudgeAsync(), Is.EqualTo("CannotTell"));
            _gate.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(_gate.Issuer.Fetches, Is.EqualTo(2));
    }

    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"jwks_uri":1}""")]
    [TestCase("""{"jwks_uri":"http://login.botframework.com/v1/.well-known/keys"}""")]
    [TestCase("""{"jwks_uri":"http://127.0.0.1/keys"}""")]
    [TestCase("""{"jwks_uri":"https://login.botframework.com/nothing/there"}""")]
    public async Task A_document_that_does_not_lead_to_keys_over_TLS_leaves_us_without_any(string document)
    {
        _gate.Issuer.Document = document;
        Assert.That(await _gate.JudgeAsync(), Is.EqualTo("CannotTell"));
    }

    [Test]
    public async Task A_key_that_is_too_short_is_no_key()
    {
        using var weak = RSA.Create(1024);
        var signer = new TeamsSigner("weak", weak, ["msteams"]);
        _gate.Issuer.Published.Add(signer);
        Assert.That(await JudgeAsync(signer), Is.EqualTo("Key"));
    }

    private Task<string> JudgeAsync(TeamsSigner signer) => _gate.JudgeAsync(draft => (draft.Signer, draft.Header["kid"]) = (signer, signer.Id));
}
