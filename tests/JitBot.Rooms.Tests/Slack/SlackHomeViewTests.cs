using System.Text.Json.Nodes;
using JitBot.Chat.Slack;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;
using SlackLimits = JitBot.Chat.Slack.SlackLimits;

namespace JitBot.Rooms.Tests.Slack;

internal sealed class SlackHomeViewTests
{
    private const string Owner = "U0RILEY00";

    [Test]
    public void An_empty_home_is_as_approved() => Matches(new HomeView([], false, [], false, []), "home-empty");

    [Test]
    public void A_full_home_is_as_approved() => Matches(
        new HomeView(
            [SlackViews.Of(Phase.Pending)],
            HasMoreToDecide: true,
            [
                new HomeRequest(Of(Phase.Active, 1), SlackViews.At.AddHours(2)), new HomeRequest(Of(Phase.Active, 2), null),
                new HomeRequest(Of(Phase.Pending, 3), null), new HomeRequest(Of(Phase.Granting, 4), null), new HomeRequest(Of(Phase.Ending, 5), null),
            ],
            HasMoreOfMine: true,
            [new HomeAgain("prod-db", "Production database", TimeSpan.FromHours(2)), new HomeAgain("vault", "Vault", TimeSpan.FromMinutes(30))]),
        "home-full");

    [Test]
    public void A_home_of_somebody_who_can_have_none_is_as_approved()
    {
        var view = SlackHome.Closed(RefusalWords.For(Refusal.Guest), Owner);
        Fits(view);
        Approved.Matches(view, "home-closed");
    }

    [Test]
    public void Whatever_people_type_and_operators_name_a_full_home_fits() => AnyText.Holds(text =>
    {
        var view = SlackViews.Of(Phase.Pending) with
        {
            Requester = text,
            Entitlement = text,
            Justification = text,
            Status = Words.Of($"{text} {new Word.Strong(text)} {SlackViews.At} {text}"),
        };
        Fits(SlackHome.Draw(new HomeView(
            [.. Enumerable.Range(0, 15).Select(i => view with { Id = new RequestId($"r-{i}") })],
            HasMoreToDecide: true,
            [.. Enumerable.Range(20, 15).Select(i => new HomeRequest(view with { Id = new RequestId($"r-{i}") }, SlackViews.At))],
            HasMoreOfMine: true,
            [.. Enumerable.Repeat(new HomeAgain("prod-db", text, TimeSpan.FromHours(2)), 5)]), Owner));
    });

    private static RequestView Of(Phase phase, int number) => SlackViews.Of(phase) with { Id = new RequestId($"r-{number}"), Handle = $"handle-{number}" };

    private static void Matches(HomeView home, string name)
    {
        var view = SlackHome.Draw(home, Owner);
        Fits(view);
        Approved.Matches(view, name);
    }

    /// <summary>By this room's own measure, and by the look-alike's.</summary>
    private static void Fits(JsonObject view)
    {
        SlackFit.Blocks(view["blocks"]!.AsArray(), SlackLimits.BlocksInView);
        Assert.That(SlackViewRules.IsTooLarge(view), Is.False);
        Assert.That(SlackViewRules.CheckHome(JsonNode.Parse(view.ToJsonString())!).Messages, Is.Empty);
    }
}
