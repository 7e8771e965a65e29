using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JitBot.Chat.Teams;
using JitBot.Core.Access;
using JitBot.Core.People;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>What is read of a delivery, when two are one gesture, and who is behind it.</summary>
internal sealed class TeamsGestureTests
{
    private const string Tenant = "5b6e1f0a-0000-4c1d-9e2f-a1b2c3d4e5f6";
    private const string User = "9d3e08f9-a7ae-43aa-a4d3-de3f319a8a9c";

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Riley = new("Teams", Tenant, User);

    private static readonly TeamsGesture Press = new()
    {
        User = User,
        Tenant = Tenant,
        Conversation = "19:approvals@thread.tacv2;messageid=17",
        Message = "17",
        Handle = "handle",
    };

    [TestCase("request prod-db 2h why", "request", "prod-db 2h why")]
    [TestCase("  /jit  LIST  2 ", "list", "2")]
    [TestCase("jit mine", "mine", "")]
    [TestCase("", "", "")]
    [TestCase("jit", "", "")]
    public void A_verb_is_read_with_or_without_the_command_before_it(string typed, string verb, string behind) =>
        Assert.That(TeamsVerbs.Read(typed), Is.EqualTo((verb, behind)));

    [TestCase("<at>JitBot</at> request prod-db", true, "request prod-db")]
    [TestCase("<at>JitBot</at>&nbsp;mine\n", true, "mine")]
    [TestCase("<at>JitBot</at> list", false, "list")]
    [TestCase("request <at>x</at>", false, "request <at>x</at>")]
    [TestCase("status", false, "status")]
    public void The_mention_by_which_the_bot_was_called_is_taken_off(string text, bool isNamed, string typed)
    {
        var activity = new TeamsActivity
        {
            Text = text,
            Entities = isNamed ? [new TeamsEntity("mention", new TeamsAccount("28:bot", "JitBot", null), "<at>JitBot</at>")] : null,
        };
        Assert.That(TeamsTyped.Read(activity, "28:bot"), Is.EqualTo(typed));
    }

    [Test]
    public void The_same_press_with_another_id_has_the_same_key_for_two_minutes_and_names_the_key_before()
    {
        var first = Press.ToPress("approve", "3", Now);
        var again = Press.ToPress("approve", "3", Now.AddSeconds(30));
        var later = Press.ToPress("approve", "3", Now.AddMinutes(2));
        Assert.That(again.Key, Is.EqualTo(first.Key));
        Assert.That(later.Key, Is.Not.EqualTo(first.Key));
        Assert.That(TeamsGesture.Read(later).EarlierKey, Is.EqualTo(first.Key));
    }

    [TestCase("request prod-db 2h fixing INC-123", true)]
    [TestCase("/jit request prod-db for 2h fixing INC-123", true)]
    [TestCase("request what-another-edition-has 2h fixing INC-123", true)]
    [TestCase("request prod-db", false)]
    [TestCase("who prod-db", false)]
    public void Whether_a_line_is_known_again_by_its_words_depends_on_the_words_and_not_on_the_catalogue(string typed, bool isKnown) =>
        Assert.That(TeamsCommands.MayBeWhole(typed), Is.EqualTo(isKnown));

    [Test]
    public void The_same_press_has_the_same_key_however_late_it_comes_and_whatever_our_clock_shows()
    {
        var press = Press with { At = Now };
        var late = press.ToPress("approve", "3", Now.AddHours(5));
        Assert.That(late.Key, Is.EqualTo(press.ToPress("approve", "3", Now).Key));
        Assert.That(TeamsGesture.Read((press with { At = Now.AddMinutes(2) }).ToPress("approve", "3", Now.AddDays(-1))).EarlierKey, Is.EqualTo(late.Key));
    }

    [Test]
    public void Another_person_request_version_verb_or_message_is_another_press()
    {
        string[] keys =
        [
            Press.ToPress("approve", "3", Now).Key,
            Press.ToPress("deny", "3", Now).Key,
            Press.ToPress("approve", "4", Now).Key,
            (Press with { User = Tenant }).ToPress("approve", "3", Now).Key,
            (Press with { Handle = "another" }).ToPress("approve", "3", Now).Key,
            (Press with { Message = "18" }).ToPress("approve", "3", Now).Key,
        ];
        Assert.That(keys, Is.Unique);
    }

    [Test]
    public void A_card_in_a_thread_is_filed_by_its_channel() =>
        Assert.That(Press.Touched, Is.EqualTo(new Core.Chat.MessageRef("Teams", "19:approvals@thread.tacv2", "17")));

    [Test]
    public void A_gesture_survives_the_inbox_and_holds_no_address()
    {
        var delivery = Press.ToDelivery("k", TeamsGesture.Approve, Now);
        Assert.That(TeamsGesture.Read(delivery), Is.EqualTo(Press));
        Assert.That(delivery.Payload, Does.Not.Contain("http"));
    }

    [Test]
    public void Whoever_the_directory_does_not_know_made_no_gesture() => Assert.That(
        TeamsGesture.Of(new TeamsActivity { From = new TeamsAccount("29:x", "Anon", null), Conversation = new TeamsConversation("a:1", "personal", Tenant) }), Is.Null);

    [TestCase("""{"action":{"verb":"approve","data":{"handle":"h","version":3}},"trigger":"manual"}""", "approve", "h", "3", false)]
    [TestCase("""{"action":{"verb":"approve","data":{"handle":"h"}},"trigger":"automatic"}""", "approve", "h", "", true)]
    [TestCase("""{"action":{"verb":7,"data":"text"},"trigger":null}""", null, null, "", false)]
    [TestCase("""{"action":{"verb":"approve","data":{"handle":"h","handle":"other"}}}""", null, null, "", false)]
    [TestCase("""[]""", null, null, "", false)]
    public void A_press_is_read_without_trusting_its_shape(string value, string? verb, string? handle, string version, bool isAutomatic)
    {
        var read = TeamsInvoke.ReadAction(new TeamsActivity { Value = JsonDocument.Parse(value).RootElement });
        Assert.That((read.Verb, read.Handle, read.Version, read.IsAutomatic), Is.EqualTo((verb, handle, version, isAutomatic)));
    }

    [TestCase("{}", null)]
    [TestCase("""{"userRole":"guest"}""", Refusal.Guest)]
    [TestCase("""{"userPrincipalName":"gus_example.com#EXT#@example.com"}""", Refusal.Guest)]
    [TestCase("""{"userRole":"anonymous"}""", Refusal.Stranger)]
    [TestCase("""{"userRole":null}""", Refusal.Stranger)]
    [TestCase("""{"tenantId":"00000000-0000-4000-8000-00000000f0e5"}""", Refusal.OtherWorkspace)]
    [TestCase("""{"tenantId":null}""", Refusal.OtherWorkspace)]
    [TestCase("""{"id":"28:another-bot"}""", Refusal.Bot)]
    [TestCase("""{"objectId":null}""", Refusal.UnknownAccount)]
    [TestCase("""{"objectId":"00000000-0000-4000-8000-000000000000"}""", Refusal.UnknownAccount)]
    public void Who_may_not_count_is_barred(string differs, Refusal? why)
    {
        var member = Member();
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(Encoding.UTF8.GetBytes(differs))!)
            member[name] = value?.DeepClone();
        Assert.That(TeamsPeople.Facts(member, Riley, isOurTenant: true).Barred, Is.EqualTo(why));
    }

    [Test]
    public void A_tenant_that_is_not_listened_to_is_another_workspace() =>
        Assert.That(TeamsPeople.Facts(Member(), Riley, isOurTenant: false).Barred, Is.EqualTo(Refusal.OtherWorkspace));

    [Test]
    public void A_person_is_known_by_the_name_they_sign_in_with_and_not_by_the_address_somebody_typed()
    {
        var facts = TeamsPeople.Facts(Member(), Riley, isOurTenant: true);
        Assert.That((facts.Name, facts.Email), Is.EqualTo(("Riley Stone", "riley@example.com")));
    }

    private static JsonObject Member() => new()
    {
        ["id"] = "29:riley",
        ["objectId"] = User,
        ["givenName"] = "Riley",
        ["surname"] = "Stone",
        ["email"] = "boss@example.com",
        ["userPrincipalName"] = "riley@example.com",
        ["tenantId"] = Tenant,
        ["userRole"] = "user",
    };
}
