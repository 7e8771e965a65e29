using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.OnCall;
using JitBot.Core.Operations;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>What every on-call source does besides: it names whoever is on call now, tells silence from a refusal, and keeps its secrets.</summary>
public abstract class OnCallContract : GroupSourceContract
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(17);

    private new OnCallWorld World => (OnCallWorld)base.World;

    [Test]
    public async Task Everybody_on_call_is_named_once()
    {
        World.Fill(Avery, Morgan);
        Assert.That(await NamesAsync(), Is.EquivalentTo(new[] { Avery, Morgan }));
        World.Fill();
        Assert.That(await NamesAsync(), Is.Empty, "nobody is an answer");
    }

    [Test]
    public async Task Letters_count_in_either_case()
    {
        World.Fill("Avery@Example.COM");
        Assert.That(await ContainsAsync(Avery), Is.True);
    }

    [Test]
    public async Task Each_question_is_asked_of_the_service()
    {
        await ContainsAsync(Avery);
        var before = World.Requests.Count;
        await ContainsAsync(Avery);
        Assert.That(World.Requests.Count, Is.GreaterThan(before));
        Assert.That(World.Requests, Has.All.StartsWith("GET "));
    }

    [Test]
    public async Task While_it_is_down_it_is_down_and_no_answer()
    {
        await World.GoDownAsync();
        Assert.That(await ListAsync(), Is.TypeOf<OnCallAnswer.NotNow>());
        await World.ComeBackAsync();
        Assert.That(await NamesAsync(), Is.EqualTo(new[] { Avery }));
    }

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    public async Task A_server_that_fails_is_down_and_one_failure_is_asked_over(int status)
    {
        World.Faults!.Next(new DirectoryFault.Fails(status));
        Assert.That(await NamesAsync(), Is.EqualTo(new[] { Avery }));
        World.Faults.Always(new DirectoryFault.Fails(status));
        Assert.That(await ListAsync(), Is.TypeOf<OnCallAnswer.NotNow>());
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task An_answer_that_is_lost_is_asked_for_again(bool quietly)
    {
        World.Faults!.Next(new DirectoryFault.LostAfter(quietly));
        Assert.That(await NamesAsync(), Is.EqualTo(new[] { Avery }));
    }

    [Test]
    public async Task Where_fewer_calls_are_asked_for_none_goes_until_then()
    {
        if (!World.SaysWhenToComeBack)
            return;
        World.Faults!.Next(new DirectoryFault.Throttled(Wait));
        Assert.That((await ListAsync() as OnCallAnswer.NotNow)?.RetryAfter, Is.EqualTo(Wait));
        var asked = World.Requests.Count;
        Assert.That(await ListAsync(), Is.TypeOf<OnCallAnswer.NotNow>());
        Assert.That(World.Requests, Has.Count.EqualTo(asked), "it was left alone");
        World.Clock.Advance(Wait + TimeSpan.FromSeconds(1));
        Assert.That(await NamesAsync(), Is.EqualTo(new[] { Avery }));
    }

    [Test]
    public async Task A_service_that_hangs_is_given_up_after_ten_seconds()
    {
        World.Faults!.Always(new DirectoryFault.Held());
        var asking = ListAsync();
        await World.Faults.HeldAsync();
        World.Clock.Advance(IOnCallSource.CallBudget);
        Assert.That(await asking, Is.TypeOf<OnCallAnswer.NotNow>());
    }

    [Test]
    public async Task Whoever_asks_may_give_up_sooner()
    {
        World.Faults!.Always(new DirectoryFault.Held());
        using var enough = new CancellationTokenSource();
        var asking = World.OnCall.ListAsync(World.Group, enough.Token);
        await World.Faults.HeldAsync();
        await enough.CancelAsync();
        Assert.That(async () => await asking, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task What_cannot_be_understood_is_no_answer()
    {
        World.Garble(on: true);
        Assert.That(await ListAsync(), Is.Not.TypeOf<OnCallAnswer.Told>());
        Assert.That(await ContainsAsync(Avery), Is.Null);
    }

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        World.Faults!.Always(new DirectoryFault.Fails(302));
        Assert.That(await ListAsync(), Is.TypeOf<OnCallAnswer.Refused>());
        Assert.That(((OnCallAnswer.Refused)await ListAsync()).Why, Does.Contain("redirect"));
    }

    [Test]
    public async Task A_schedule_that_is_not_there_has_nobody_on_call() =>
        Assert.That(await World.OnCall.ListAsync(World.UnknownGroup, default), Is.Not.TypeOf<OnCallAnswer.NotNow>());

    [Test]
    public async Task A_credential_that_is_taken_no_more_is_refused_and_told_as_such()
    {
        var heard = new List<DoorWord>();
        World.Doors.Seen += heard.Add;
        await ContainsAsync(Avery);
        Assert.That(heard, Has.All.Matches<DoorWord>(word => word.Refusal is null));
        World.Revoke();
        Assert.That(await ListAsync(), Is.TypeOf<OnCallAnswer.Refused>());
        Assert.That(await ContainsAsync(Avery), Is.Null);
        Assert.That(heard.Where(word => word.Refusal is not null), Has.All.Matches<DoorWord>(word => word.AsksOnly));
    }

    [Test]
    public async Task The_doctor_names_whoever_is_on_call()
    {
        World.Fill(Avery, Morgan);
        var found = await World.LookAsync();
        Assert.That(found, Has.All.Matches<Finding>(finding => finding.Verdict == Verdict.Good), string.Join('\n', found));
        Assert.That(found[^1].What, Does.Contain(Avery).And.Contain(Morgan).And.Contain("policy production"));
    }

    [Test]
    public async Task The_doctor_warns_where_nobody_is_on_call()
    {
        World.Fill();
        Assert.That((await World.LookAsync())[^1].Verdict, Is.EqualTo(Verdict.Warn));
    }

    [Test]
    public async Task The_doctor_says_that_the_service_is_down_or_will_not_have_us()
    {
        World.Revoke();
        Assert.That((await World.LookAsync())[0].Verdict, Is.EqualTo(Verdict.Bad));
        await World.GoDownAsync();
        Assert.That((await World.LookAsync())[0].Check, Is.EqualTo(CheckKind.Reach));
    }

    [Test]
    public async Task No_secret_leaves_the_room()
    {
        var said = new List<string?>();
        World.Doors.Seen += word => said.Add($"{word}");
        async Task HearAsync()
        {
            said.Add($"{await ListAsync()}");
            said.AddRange((await World.LookAsync()).Select(finding => $"{finding}"));
        }

        await HearAsync();
        World.Garble(on: true);
        await HearAsync();
        World.Garble(on: false);
        foreach (var status in new[] { 302, 400, 401, 403, 404, 500 })
        {
            World.Faults!.Next(new DirectoryFault.Fails(status), times: 2);
            await HearAsync();
        }

        World.Faults!.Clear();
        World.Revoke();
        await HearAsync();
        await World.GoDownAsync();
        await HearAsync();
        foreach (var secret in World.Secrets)
            Assert.That(said.Append(World.Logged), Has.None.Contains(secret));
    }

    private Task<OnCallAnswer> ListAsync() => World.OnCall.ListAsync(World.Group, default);

    private async Task<IEnumerable<string>> NamesAsync()
    {
        var answer = await ListAsync();
        Assert.That(answer, Is.TypeOf<OnCallAnswer.Told>(), $"{answer}");
        return ((OnCallAnswer.Told)answer).Roster.People.Select(person => person.Email);
    }
}
