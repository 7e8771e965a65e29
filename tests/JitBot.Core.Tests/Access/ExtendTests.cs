using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.People;
using static JitBot.Core.Tests.Access.AccessTable;

namespace JitBot.Core.Tests.Access;

/// <summary>More time: who asks, who decides, and how long it may last in all. The grant of the table lasts from nine to eleven, and the policy allows four hours.</summary>
[TestFixture]
public class ExtendTests
{
    private static readonly DateTimeOffset Ten = Nine.AddHours(1);

    [Test]
    public void More_time_is_asked_for_and_the_old_end_stands_until_it_is_decided()
    {
        var asked = After(Active, Extends(60));
        Assert.That(asked.Asking, Is.Not.Null);
        Assert.That(asked.EndsAt, Is.EqualTo(Nine.AddHours(2)));
        Assert.That(AccessDecider.Decide(asked, new AccessCommand.Wake(Nine.AddHours(2))), Is.InstanceOf<Decision.Accepted>().With.Property("Events").Some.InstanceOf<AccessEvent.RevocationBegun>());
    }

    [Test]
    public void An_approver_grants_it_and_the_new_end_wakes_it_and_is_warned_of()
    {
        var asked = After(Active with { IsWarned = true }, Extends(60));
        var extended = Events(asked, Approves(Ten)).OfType<AccessEvent.Extended>().Single();
        Assert.That(extended, Is.EqualTo(new AccessEvent.Extended(Nine.AddHours(3)) { At = Ten }));
        var after = After(asked, Approves(Ten));
        Assert.That((after.EndsAt, after.Since, after.IsWarned, after.Asking), Is.EqualTo((Nine.AddHours(3), Nine, false, (AccessState.Pending?)null)));
        Assert.That(AccessReactor.React(Id, after, extended), Has.Some.EqualTo(new DueEffect(new Effect.Wake(Id), Nine.AddHours(3))));
    }

    [Test]
    public void It_takes_as_many_as_the_request_did()
    {
        var asked = After(Active with { Facts = Facts(TwoOfTwo) }, Extends(60) with { TermsNow = TwoOfTwo });
        var once = After(asked, Approves(Ten) with { TermsNow = TwoOfTwo });
        Assert.That(once.EndsAt, Is.EqualTo(Nine.AddHours(2)));
        var status = AccessPicture.Draw(Id, once, 4, [], new StoryTexts(new Dictionary<PersonId, string>(), new Dictionary<string, string>()))!.Status.ToPlainText();
        Assert.That(status, Does.EndWith(": 1 of 2 approvals."));
        var voters = new[] { new VoterNow(Avery.Person.Id, [new Rule.Named(Avery.Person.Id)]) };
        Assert.That(After(once, new AccessCommand.Approve(Ten, Morgan, Ten, TwoOfTwo) { Voters = voters }).EndsAt, Is.EqualTo(Nine.AddHours(3)));
    }

    [Test]
    public void It_never_lasts_longer_in_all_than_the_policy_allows_at_asking_or_now()
    {
        Assert.That(Why(Active, Extends(121)), Is.EqualTo(Refusal.PastLongestGrant));
        Assert.That(Why(Active, Extends(60) with { TermsNow = OneOfTwo with { LongestGrant = TimeSpan.FromMinutes(150) } }), Is.EqualTo(Refusal.PastLongestGrant));
        var asked = After(Active, Extends(120));
        Assert.That(Why(asked, Approves(Ten) with { TermsNow = OneOfTwo with { LongestGrant = TimeSpan.FromHours(3) } }), Is.EqualTo(Refusal.TermsChanged), "the policy was tightened meanwhile");
        Assert.That(Why(After(asked, Approves(Ten)), Extends(1)), Is.EqualTo(Refusal.PastLongestGrant));
    }

    [Test]
    public void Without_a_length_it_is_as_long_again_or_what_is_left()
    {
        Assert.That(After(Active, Extends(null)).Asking!.Facts.Length, Is.EqualTo(TimeSpan.FromHours(4)));
        Assert.That(After(Active, Extends(null) with { TermsNow = OneOfTwo with { LongestGrant = TimeSpan.FromHours(3) } }).Asking!.Facts.Length, Is.EqualTo(TimeSpan.FromHours(3)));
    }

    [Test]
    public void What_is_offered_is_never_refused_and_where_nothing_is_left_nothing_is_offered()
    {
        var shorter = OneOfTwo with { LongestGrant = TimeSpan.FromMinutes(165) };
        Assert.That(Offers(Active, OneOfTwo).Select(Spans.InWords), Is.EqualTo(new[] { "15 minutes", "30 minutes", "1 hour", "2 hours" }));
        Assert.That(Offers(Active, shorter).Select(Spans.InWords), Is.EqualTo(new[] { "15 minutes", "30 minutes", "45 minutes" }), "the policy now is the stricter");
        foreach (var terms in new[] { OneOfTwo, shorter })
            Assert.That(Offers(Active, terms).Select(more => Why(Active, Extends(null) with { TermsNow = terms, More = more })), Is.All.Null);
        Terms?[] none = [OneOfTwo with { LongestGrant = TimeSpan.FromHours(2) }, OneOfTwo with { Resource = "another" }, null];
        Assert.That(none.SelectMany(terms => Offers(Active, terms)), Is.Empty);
        Assert.That(Offers(Extending, OneOfTwo), Is.Empty);
        Assert.That(Offers(Active with { Standing = true }, OneOfTwo), Is.Empty);
    }

    [Test]
    public void The_requester_alone_asks_and_nobody_approves_themselves()
    {
        Assert.That(Why(Active, Extends(60) with { Actor = Avery }), Is.EqualTo(Refusal.NotTheRequester));
        Assert.That(Why(After(Active, Extends(60)), Approves(Ten) with { Actor = Riley }), Is.EqualTo(Refusal.OwnRequest));
        Assert.That(Why(After(Active, Extends(60)), Approves(Ten) with { Actor = Casey }), Is.EqualTo(Refusal.NotAnApprover));
    }

    [Test]
    public void One_extension_waits_at_a_time_and_a_no_leaves_the_old_end()
    {
        var asked = After(Active, Extends(60));
        Assert.That(Why(asked, Extends(30)), Is.EqualTo(Refusal.ExtensionWaits));
        var denied = After(asked, new AccessCommand.Deny(Ten, Avery, Text("no")) { TermsNow = OneOfTwo });
        Assert.That((denied.Asking, denied.EndsAt), Is.EqualTo(((AccessState.Pending?)null, Nine.AddHours(2))));
        Assert.That(After(denied, Extends(30)).Asking, Is.Not.Null, "and it can be asked again");
    }

    [Test]
    public void A_yes_after_the_end_comes_too_late_and_one_from_before_the_asking_is_about_something_else()
    {
        var asked = After(Active, Extends(60));
        Assert.That(Why(asked, Approves(Nine.AddHours(2))), Is.EqualTo(Refusal.ExtensionTooLate));
        Assert.That(Why(asked, Approves(Ten) with { MadeAt = Nine.AddMinutes(-1) }), Is.EqualTo(Refusal.AlreadyDecided));
    }

    [Test]
    public void Nothing_is_extended_that_is_frozen_standing_waiting_or_over()
    {
        Assert.That(Why(After(Active, Extends(60)), Approves(Ten) with { IsFrozen = true }), Is.EqualTo(Refusal.GrantingFrozen));
        Assert.That(Why(Active with { Standing = true }, Extends(60)), Is.EqualTo(Refusal.NothingToExtend));
        Assert.That(Why(Pending(), Extends(60)), Is.EqualTo(Refusal.NothingToExtend));
        Assert.That(Why(Granting, Extends(60)), Is.EqualTo(Refusal.NothingToExtend));
    }

    [Test]
    public void The_yes_to_more_time_can_be_taken_back_for_a_minute_and_the_old_end_stands_again()
    {
        var extended = After(After(Active with { IsWarned = true }, Extends(60)), Approves(Ten));
        var back = Events(extended, Back(Ten.AddSeconds(60))).Single();
        Assert.That(back, Is.EqualTo(new AccessEvent.ExtensionTakenBack(Avery.Person.Ref, Nine.AddHours(2)) { At = Ten.AddSeconds(60) }));
        var after = After(extended, Back(Ten.AddSeconds(60)));
        Assert.That((after.EndsAt, after.Since, after.IsWarned, after.LastMore), Is.EqualTo((Nine.AddHours(2), Nine, true, (MoreTime?)null)));
        Assert.That(AccessReactor.React(Id, after, back), Has.Some.EqualTo(new DueEffect(new Effect.Wake(Id), Nine.AddHours(2))));
        Assert.That(Why(extended, Back(Ten.AddSeconds(61))), Is.EqualTo(Refusal.TooLateToUndo));
    }

    [Test]
    public void Whoever_did_not_say_that_yes_or_took_it_back_before_it_takes_nothing_back()
    {
        var extended = After(After(Active, Extends(60)), Approves(Ten));
        Assert.That(Events(extended, Back(Ten.AddSeconds(9)) with { Actor = Morgan }), Is.Empty);
        Assert.That(Events(extended, Back(Ten.AddSeconds(9)) with { MadeAt = Ten }), Is.Empty);
        Assert.That(Events(After(extended, Back(Ten.AddSeconds(9))), Back(Ten.AddSeconds(10))), Is.Empty, "once");
    }

    [Test]
    public void Where_the_old_end_has_passed_meanwhile_it_ends_now_and_what_was_asked_for_on_top_is_gone()
    {
        var late = Nine.AddHours(2).AddSeconds(-10);
        var extended = After(After(After(Active, Extends(60)), Approves(late)), Extends(30) with { At = late });
        var after = After(extended, Back(late.AddSeconds(30)));
        Assert.That((after.EndsAt, after.Asking), Is.EqualTo((late.AddSeconds(30), (AccessState.Pending?)null)));
        Assert.That(Events(after, new AccessCommand.Wake(late.AddSeconds(30))), Has.Some.InstanceOf<AccessEvent.RevocationBegun>());
    }

    [Test]
    public void Whoever_is_to_decide_on_more_time_is_reminded_and_then_the_next_are_asked_besides()
    {
        var terms = Helped(TimeSpan.FromMinutes(4));
        var asked = After(Active with { Facts = Facts(terms) }, Extends(60) with { TermsNow = terms });
        Assert.That(asked.WakeAt, Is.EqualTo(Nine.AddMinutes(4)));
        Assert.That(AccessReactor.React(Id, asked, new AccessEvent.ExtensionAsked(Nine.AddHours(3), "hash") { At = Nine }), Has.Some.EqualTo(new DueEffect(new Effect.Wake(Id), Nine.AddMinutes(4))));
        var reminded = Events(asked, new AccessCommand.Wake(Nine.AddMinutes(4))).Single();
        Assert.That(reminded, Is.EqualTo(new AccessEvent.Reminded(1) { EndsAt = Nine.AddHours(2), At = Nine.AddMinutes(4) }));
        var later = After(asked, new AccessCommand.Wake(Nine.AddMinutes(4)));
        Assert.That(later.WakeAt, Is.EqualTo(Nine.AddMinutes(10)));
        Assert.That(Why(later, Approves(Nine.AddMinutes(5)) with { Actor = Casey, TermsNow = terms }), Is.EqualTo(Refusal.NotAnApprover), "not yet");
        var called = After(later, new AccessCommand.Wake(Nine.AddMinutes(10)));
        Assert.That((called.Facts.Places, called.Asking!.Facts.Places),
            Is.EqualTo((new[] { Channel, Backup }, new[] { Channel, Backup })).Using<IReadOnlyList<Place>>((one, two) => one.SequenceEqual(two)));
        Assert.That(After(called, Approves(Nine.AddMinutes(11)) with { Actor = Casey, TermsNow = terms }).EndsAt, Is.EqualTo(Nine.AddHours(3)));
    }

    [Test]
    public void Time_that_nobody_decides_on_is_warned_of_and_lapses_with_the_access()
    {
        var terms = Helped(TimeSpan.FromMinutes(1)) with { WarnBefore = TimeSpan.FromMinutes(10) };
        var (state, told) = ((AccessState)After(Active with { Facts = Facts(terms) }, Extends(60) with { TermsNow = terms }), new List<(int, string)>());
        for (var minute = 0; state is AccessState.Active; minute++)
        {
            var events = Events(state, new AccessCommand.Wake(Nine.AddMinutes(minute)));
            told.AddRange(events.Select(happened => (minute, happened.GetType().Name)));
            state = events.Aggregate(state, AccessEvolver.Evolve);
            if (events.OfType<AccessEvent.RevocationBegun>().SingleOrDefault() is { } end)
                Assert.That((end.Cause, end.MoreWasUndecided), Is.EqualTo((EndCause.Expired, true)));
        }

        Assert.That(told, Is.EqualTo(new[]
        {
            (1, "Reminded"), (3, "Reminded"), (7, "Reminded"), (10, "TierCalled"), (15, "Reminded"), (110, "Warned"), (120, "RevocationBegun"),
        }));
    }

    [Test]
    public void A_channel_that_cannot_be_reached_asks_the_next_about_more_time_at_once()
    {
        var terms = Helped(TimeSpan.FromMinutes(4)).Of(stage => stage with { Approvers = [new Rule.Member("Directory", "leads")] });
        var active = Active with { Facts = Facts(terms) };
        var asked = After(active, Extends(60) with { TermsNow = terms });
        var lost = After(asked, new AccessCommand.LosePlace(Nine.AddMinutes(1), Channel));
        Assert.That((lost.Facts.Places.Single(), lost.Asking!.Waiting.Tiers), Is.EqualTo((Backup, 1)));
        var before = (AccessState.Active)Events(active, new AccessCommand.LosePlace(Nine, Channel)).Aggregate((AccessState)active, AccessEvolver.Evolve);
        Assert.That(before.Facts.Places, Is.Empty, "nobody is asked anything yet");
        Assert.That(After(before, Extends(60) with { TermsNow = terms }).Facts.Places, Is.EqualTo(new[] { Backup }), "lost before anything was asked there");
    }

    [Test]
    public void Where_nobody_can_be_reached_about_more_time_the_requester_is_told()
    {
        var terms = OneOfTwo.Of(stage => stage with { Approvers = [new Rule.Member("Directory", "leads")] });
        var unseen = Active with { Facts = Facts(terms) with { Places = [], LostPlaces = [Channel] } };
        var asked = Events(unseen, Extends(60) with { TermsNow = terms }).Single();
        var state = AccessEvolver.Evolve(unseen, asked);
        Assert.That(AccessReactor.React(Id, state, asked).Select(due => due.Effect), Has.Some.EqualTo(new Effect.Notify(Id, NoticeKind.NobodyReachable)));
        var notice = AccessNotices.Write(Id, NoticeKind.NobodyReachable, state, [asked], new StoryTexts(new Dictionary<PersonId, string>(), new Dictionary<string, string>()))!;
        Assert.That(notice.Kind, Is.EqualTo("NobodyReachable-2"));
        Assert.That(notice.Words.ToPlainText(), Does.StartWith("Nobody who could decide on more time"));
    }

    [Test]
    public void The_warning_says_why_there_is_no_more_time()
    {
        var warned = Active with { IsWarned = true };
        Assert.That(Warning(warned, OneOfTwo with { LongestGrant = warned.EndsAt - warned.Since }), Does.EndWith("The policy gives no more time; when it has ended you can ask again."));
        Assert.That(Warning(warned, now: null), Does.EndWith("More time cannot be asked for any more: the policy has changed."));
        Assert.That(Warning(warned, OneOfTwo), Does.EndWith("if you need more time, ask for it here."));
    }

    private static string Warning(AccessState state, Terms? now) =>
        AccessNotices.Write(Id, NoticeKind.EndsSoon, state, [], new StoryTexts(new Dictionary<PersonId, string>(), new Dictionary<string, string>()), now)!.Words.ToPlainText();

    private static IReadOnlyList<TimeSpan> Offers(AccessState state, Terms? now) =>
        AccessPicture.Draw(Id, state, 4, [], new StoryTexts(new Dictionary<PersonId, string>(), new Dictionary<string, string>()), now)!.MoreTimes;

    private static readonly Place Backup = new Place.Channel("Chat", "C2");

    /// <summary>With reminders, and somebody else besides after ten minutes.</summary>
    private static Terms Helped(TimeSpan remindsAfter) =>
        OneOfTwo.Of(stage => stage with { Tiers = [new Tier(TimeSpan.FromMinutes(10), [new Rule.Named(Casey.Person.Id)], [Backup])] }) with { RemindsAfter = remindsAfter };

    private static AccessCommand.TakeBack Back(DateTimeOffset at) => new(at, Avery, at);

    private static AccessCommand.Extend Extends(int? minutes) =>
        new(Nine, Riley, OneOfTwo, minutes is null ? null : TimeSpan.FromMinutes(minutes.Value), Text("the repair takes longer"));

    private static AccessCommand.Approve Approves(DateTimeOffset at) => new(at, Avery, at, OneOfTwo);

    private static IReadOnlyList<AccessEvent> Events(AccessState state, AccessCommand command) => ((Decision.Accepted)AccessDecider.Decide(state, command)).Events;

    private static AccessState.Active After(AccessState state, AccessCommand command) => (AccessState.Active)Events(state, command).Aggregate(state, AccessEvolver.Evolve);

    private static Refusal? Why(AccessState state, AccessCommand command) => (AccessDecider.Decide(state, command) as Decision.Refused)?.Why;
}
