using System.Text.Json;
using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using NUnit.Framework;

namespace JitBot.Core.Tests.Effects;

public class EffectJsonTests
{
    private static readonly RequestId Request = new("r-1");
    private static readonly HoldingKey Holding = new("provider", "group", "subject");
    private static readonly DateTimeOffset At = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private static readonly Effect[] Samples =
    [
        new Effect.Wake(Request),
        new Effect.Prepare(Request),
        new Effect.Claim(Request, Holding, At),
        new Effect.Release(Request, Holding),
        new Effect.Converge(Holding, Removes: true),
        new Effect.Tell(Request, new HoldingNews.Confirmed(Standing: true, At)),
        new Effect.Tell(Request, new HoldingNews.Gone(Leaving.WasGone)),
        new Effect.Show(Request, new Place.Channel("platform", "C1")),
        new Effect.Show(Request, new Place.Direct("platform", new PersonId("p-1"))),
        new Effect.Fold(new Place.Channel("platform", "C1")),
        new Effect.Notify(Request, NoticeKind.Granted),
        new Effect.Announce(new Place.Channel("platform", "C1"), "disk/machine"),
        new Effect.Publish(new Place.Channel("platform", "C1"), new Checkpoint([new ChainHead(1, 12, "ab")], At, "cd", "ef")),
        new Effect.TellLink(new Place.Direct("platform", new PersonId("p-1")), 7),
        new Effect.ReadEvidence(Request, "provider"),
        new Effect.Home(new PersonId("p-1"), IsAwaited: true),
        new Effect.Homes(Request, OfDeciders: true),
        new Effect.Page(Request, At),
        new Effect.SettleEmergency(Request),
        new Effect.SignOut(Request, "provider"),
        new Effect.CheckPresence(new RequestId("r-1")),
        new Effect.Deliver(new Delivery("platform", "key", "kind", """{"text":"<b>é</b>"}""", At)),
    ];

    [TestCaseSource(nameof(Samples))]
    public void An_effect_is_read_back_as_it_was_written(Effect effect) =>
        Assert.That(EffectJson.Read(EffectJson.Write(effect)), Is.EqualTo(effect));

    [Test]
    public void Every_kind_of_effect_is_among_the_samples() =>
        Assert.That(Samples.Select(s => s.GetType()).Distinct(), Is.EquivalentTo(typeof(Effect).GetNestedTypes()));

    [Test]
    public void The_stored_form_holds_names_and_nothing_computed() =>
        Assert.That(EffectJson.Write(new Effect.Tell(Request, new HoldingNews.Gone(Leaving.WasGone))),
            Is.EqualTo("""{"effect":"tell","Request":{"Value":"r-1"},"News":{"news":"gone","How":"WasGone"}}"""));

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"effect":"from-the-future"}""")]
    [TestCase("not json")]
    public void What_this_version_does_not_know_is_a_fault_of_the_text(string json) =>
        Assert.That(() => EffectJson.Read(json), Throws.InstanceOf<JsonException>());
}
