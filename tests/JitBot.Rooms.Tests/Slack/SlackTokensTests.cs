using JitBot.Chat.Slack;
using JitBot.Sandbox.LookAlikes.Slack;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>Tokens that end after twelve hours: renewed in time, one at a time, and never lost.</summary>
internal sealed class SlackTokensTests
{
    private const string Read = "auth.test";

    private SlackTokensHouse _house = null!;

    [SetUp]
    public async Task OpenAsync() => _house = await SlackTokensHouse.OpenAsync();

    [TearDown]
    public async Task CloseAsync()
    {
        var log = _house.Log;
        await _house.DisposeAsync();
        Assert.That(log, Does.Not.Contain("xoxe").And.Not.Contain("of-the-look-alike"), "a secret is in the log");
        Assert.That(log, Is.Not.Empty, "the log is what is looked at");
    }

    [Test]
    public async Task It_is_renewed_at_the_first_start_and_from_then_on_two_hours_ahead()
    {
        var (api, keeper) = _house.Start();
        await keeper.LookAsync();
        Assert.That(_house.Refreshes, Is.EqualTo(1));
        var first = keeper.Access;
        _house.Clock.Advance(TimeSpan.FromHours(10) - TimeSpan.FromMinutes(1));
        await keeper.LookAsync();
        Assert.That(keeper.Access, Is.EqualTo(first).And.Not.EqualTo(SlackApp.Rotating.BotToken));
        _house.Clock.Advance(TimeSpan.FromMinutes(1));
        await keeper.LookAsync();
        Assert.That((await api.WhoAmIAsync(default)).IsOk);
        Assert.That((_house.Refreshes, keeper.Access != first, _house.Calls(Read)), Is.EqualTo((2, true, 1)));
    }

    [Test]
    public async Task A_token_that_ends_in_the_middle_of_work_is_renewed_and_the_work_is_done_once()
    {
        var (api, keeper) = _house.Start();
        await keeper.LookAsync();
        _house.Clock.Advance(TimeSpan.FromHours(13));
        Assert.That((await api.WhoAmIAsync(default)).IsOk);
        _house.Clock.Advance(TimeSpan.FromHours(13));
        var channel = _house.Slack.Workspace.AddChannel("approvals");
        Assert.That((await api.PostAsync(channel.Id, null, new JitBot.Chat.Slack.SlackPost("Words.", []), default)).IsOk);
        Assert.That((_house.Slack.Workspace.Messages.In(channel).Count, _house.Calls("chat.postMessage"), _house.Refreshes), Is.EqualTo((1, 2, 3)));
        Assert.That(_house.Words.Where(word => word.Refusal is not null), Is.Empty, "nobody has to do anything");
    }

    [Test]
    public async Task Many_who_find_it_ended_at_once_lead_to_one_renewal()
    {
        var (api, keeper) = _house.Start();
        await keeper.LookAsync();
        _house.Clock.Advance(TimeSpan.FromHours(13));
        var answer = new TaskCompletionSource();
        _house.Slack.Faults.Next(SlackTokensPlan.Method, new SlackFault.Holds(answer.Task));
        var calls = Enumerable.Range(0, 8).Select(_ => api.WhoAmIAsync(default)).ToList();
        await _house.SeeAsync(() => _house.Calls(Read) == 8 && _house.Refreshes == 2);
        answer.SetResult();
        Assert.That((await Task.WhenAll(calls)).Select(each => each.IsOk), Has.All.True);
        Assert.That(_house.Refreshes, Is.EqualTo(2));
    }

    [Test]
    public async Task Who_is_called_off_does_not_call_off_the_renewal()
    {
        var (api, keeper) = _house.Start();
        await keeper.LookAsync();
        _house.Clock.Advance(TimeSpan.FromHours(13));
        var (answer, ended) = (new TaskCompletionSource(), keeper.Access);
        _house.Slack.Faults.Next(SlackTokensPlan.Method, new SlackFault.Holds(answer.Task));
        using var leave = new CancellationTokenSource();
        var call = api.WhoAmIAsync(leave.Token);
        await _house.SeeAsync(() => _house.Refreshes == 2);
        await leave.CancelAsync();
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        answer.SetResult();
        await keeper.LookAsync();
        Assert.That((keeper.Access != ended, _house.Refreshes), Is.EqualTo((true, 2)));
    }

    [Test]
    public async Task A_crash_before_the_answer_was_kept_is_made_up_for_by_the_next_start([Values] bool isLostOnTheWay)
    {
        var (_, first) = _house.Start();
        await first.LookAsync();
        _house.Clock.Advance(TimeSpan.FromHours(11));
        var before = first.Access;
        if (isLostOnTheWay)
        {
            _house.Slack.Faults.Next(SlackTokensPlan.Method, new SlackFault.DoesAndHangsUp());
            await first.LookAsync();
        }
        else
        {
            await LookWhileInTheWayAsync(first);
            _house.ClearTheWay();
        }

        Assert.That(first.Access, Is.EqualTo(before), "what is not kept is not used");
        var (api, second) = _house.Start();
        await second.LookAsync();
        _house.Clock.Advance(TimeSpan.FromHours(2));
        Assert.That((await api.WhoAmIAsync(default)).IsOk);
        Assert.That((second.Access != before, _house.Refreshes), Is.EqualTo((true, 3)));
    }

    [Test]
    public async Task What_could_not_be_kept_is_kept_later_and_used_only_then()
    {
        var (api, keeper) = _house.Start();
        await keeper.LookAsync();
        _house.Clock.Advance(TimeSpan.FromHours(13));
        var before = keeper.Access;
        await LookWhileInTheWayAsync(keeper);
        Assert.That((await api.WhoAmIAsync(default)).Error, Is.EqualTo(SlackAnswer.Expired));
        Assert.That(keeper.Access, Is.EqualTo(before));
        _house.ClearTheWay();
        Assert.That((await api.WhoAmIAsync(default)).IsOk);
        Assert.That((_house.File.Read()!.Access == keeper.Access, _house.Refreshes), Is.EqualTo((true, 2)));
    }

    [Test]
    public async Task Nothing_is_spent_while_nothing_can_be_kept()
    {
        _house.PutInTheWay();
        var (api, keeper) = _house.Start();
        await keeper.LookAsync();
        Assert.That((await api.WhoAmIAsync(default)).IsOk, "the token of the settings is still good");
        Assert.That(_house.Refreshes, Is.Zero);
        Assert.That(_house.Log, Does.Contain("not renewed until they can"));
    }

    [Test]
    public async Task The_refresh_token_before_is_kept_until_the_new_token_has_worked()
    {
        var (api, keeper) = _house.Start();
        await keeper.LookAsync();
        await keeper.LookAsync();
        Assert.That(_house.File.Read()!.Previous, Is.EqualTo(SlackApp.Rotating.RefreshToken));
        await api.WhoAmIAsync(default);
        await keeper.LookAsync();
        Assert.That(_house.File.Read()!.Previous, Is.Null);
    }

    [Test]
    public async Task Where_the_new_refresh_token_is_not_taken_the_one_before_is_tried()
    {
        var origin = SlackTokensPair.Of(Settings()).Origin;
        _house.File.Keep(new SlackTokensPair { Access = "xoxe.xoxb-unknown", Refresh = "xoxe-unknown", Previous = SlackApp.Rotating.RefreshToken, Origin = origin });
        var (api, keeper) = _house.Start();
        await keeper.LookAsync();
        Assert.That((await api.WhoAmIAsync(default)).IsOk);
        Assert.That(_house.Refreshes, Is.EqualTo(2));
    }

    [Test]
    public async Task A_wrong_client_secret_is_told_plainly_and_seldom_tried_again()
    {
        var (_, keeper) = _house.Start(secret: "of-somebody-else");
        await keeper.LookAsync();
        await keeper.LookAsync();
        Assert.That(_house.Refreshes, Is.EqualTo(1));
        var word = _house.Words.Single();
        Assert.That((word.Call, word.Refusal), Is.EqualTo((SlackTokensPlan.Method,
            "oauth.v2.access is answered with bad_client_secret. Correct Slack:ClientSecret, which stands under Basic Information.")));
        Assert.That(_house.Log, Does.Contain("cannot be renewed: bad_client_secret").And.Contain("Correct Slack:ClientSecret"));
        _house.Clock.Advance(SlackTokensPlan.AfterRefusal);
        await keeper.LookAsync();
        Assert.That(_house.Refreshes, Is.EqualTo(2));
    }

    [Test]
    public async Task Stranded_it_says_what_to_do_and_goes_on_with_the_new_pair_of_the_settings()
    {
        _house.Slack.Faults.Next(SlackTokensPlan.Method, new SlackFault.DoesAndHangsUp());
        var (stranded, first) = _house.Start();
        await first.LookAsync();
        _house.Clock.Advance(TimeSpan.FromHours(13));
        Assert.That((await stranded.WhoAmIAsync(default)).Error, Is.EqualTo(SlackAnswer.Expired));
        Assert.That(_house.Words.Last().Refusal, Does.Contain("invalid_refresh_token. Install the app again and give the new Slack:BotToken and Slack:RefreshToken"));

        _house.Slack.Workspace.Install(app => app with { BotToken = "xoxe.xoxb-1-again-of-the-look-alike", RefreshToken = "xoxe-1-again-of-the-look-alike" });
        _house.Slack.Rotation.Install();
        var (api, second) = _house.Start();
        Assert.That((await api.WhoAmIAsync(default)).IsOk);
        await second.LookAsync();
        Assert.That(_house.Words.Last(), Is.EqualTo(new Core.Operations.DoorWord("Slack", SlackTokensPlan.Method, null)));
    }

    [Test]
    public async Task An_outage_is_waited_out_and_is_nobodys_fault()
    {
        var (_, keeper) = _house.Start();
        _house.Slack.Faults.Next(SlackTokensPlan.Method, new SlackFault.Fails(503), times: 2);
        await keeper.LookAsync();
        await keeper.LookAsync();
        Assert.That(_house.Refreshes, Is.EqualTo(1), "not before a minute has passed");
        for (var i = 0; i < 2; i++)
        {
            _house.Clock.Advance(SlackTokensPlan.Every);
            await keeper.LookAsync();
        }

        Assert.That((_house.Refreshes, _house.Words.Count(word => word.Refusal is not null)), Is.EqualTo((3, 0)));
        Assert.That(_house.Log, Does.Contain("is tried again: http_503"));
    }

    [Test]
    public async Task The_file_is_its_owners_alone_and_a_process_beside_reads_it_and_spends_nothing()
    {
        var (_, keeper) = _house.Start();
        Assert.That(_house.ReadBeside(), Is.EqualTo(SlackApp.Rotating.BotToken));
        await keeper.LookAsync();
        Assert.That(_house.ReadBeside(), Is.EqualTo(keeper.Access));
        Assert.That(_house.Refreshes, Is.EqualTo(1));
        var file = Directory.GetFiles(_house.Folder).Single();
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task A_file_nobody_understands_is_told_of_and_the_settings_are_used()
    {
        await File.WriteAllTextAsync(Path.Combine(_house.Folder, "slack-tokens.json"), "{");
        var (api, keeper) = _house.Start();
        await keeper.LookAsync();
        Assert.That((await api.WhoAmIAsync(default)).IsOk);
        Assert.That(_house.Log, Does.Contain("cannot be read from").And.Contain("it is none of ours"));
    }

    private SlackOptions Settings() => new()
    {
        BotToken = SlackApp.Rotating.BotToken,
        Rotation = new SlackTokensOptions { RefreshToken = SlackApp.Rotating.RefreshToken, ClientId = "", ClientSecret = "" },
        ApiBaseUrl = _house.Slack.BaseUrl,
    };

    /// <summary>Slack has answered; what it gave cannot be written.</summary>
    private async Task LookWhileInTheWayAsync(SlackTokensKeeper keeper)
    {
        var (answer, calls) = (new TaskCompletionSource(), _house.Refreshes);
        _house.Slack.Faults.Next(SlackTokensPlan.Method, new SlackFault.Holds(answer.Task));
        var look = keeper.LookAsync();
        await _house.SeeAsync(() => _house.Refreshes == calls + 1);
        _house.PutInTheWay();
        answer.SetResult();
        await look;
    }
}
