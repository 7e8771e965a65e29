using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Paging;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>What every pager does, whatever is behind it: inherited whole by each room, which supplies the world and nothing else.</summary>
[TestFixture]
public abstract class PagerContract
{
    /// <summary>The world of this test.</summary>
    protected PagerWorld World { get; private set; } = null!;

    /// <summary>The one hole: a fresh world.</summary>
    protected abstract Task<PagerWorld> StartWorldAsync();

    [SetUp]
    public async Task StartAsync() => World = await StartWorldAsync();

    [TearDown]
    public async Task StopAsync() => await World.DisposeAsync();

    [Test]
    public async Task A_page_wakes_somebody_once_however_often_it_is_sent()
    {
        Assert.That(await PageAsync("p-1", "Riley broke glass"), Is.TypeOf<PageAnswer.Sent>());
        Assert.That(await PageAsync("p-1", "Riley broke glass"), Is.TypeOf<PageAnswer.Sent>());
        Assert.That(await PageAsync("p-2", "Sam broke glass"), Is.TypeOf<PageAnswer.Sent>());
        Assert.That(World.Woken.Keys, Is.EquivalentTo(new[] { "p-1", "p-2" }));
        Assert.That(World.Woken["p-1"], Is.EqualTo("Riley broke glass"));
        Assert.That(World.DetailOf("p-1", "why"), Is.EqualTo("fixing <b>INC-1</b>"));
    }

    [Test]
    public async Task Whatever_stands_in_a_page_it_is_taken()
    {
        var odd = $"line one\r\nline two \"{new string('x', 1_010)}\U0001F6D1\U0001F6D1 {new string('y', 9_000)}";
        Assert.That(await PageAsync("p-1", odd, odd + new string('z', 600_000)), Is.TypeOf<PageAnswer.Sent>());
        Assert.That(World.Woken["p-1"], Has.Length.LessThanOrEqualTo(Page.LongestSummary).And.StartsWith("line one line two").And.EndsWith("…"));
        Assert.That(World.Woken["p-1"].Any(c => c == '\uFFFD'), Is.False, "no letter is cut in two");
    }

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(429)]
    public async Task What_may_pass_is_to_be_sent_again(int status)
    {
        World.Faults.Always(new DirectoryFault.Fails(status));
        Assert.That(await PageAsync("p-1"), Is.TypeOf<PageAnswer.NotNow>());
        World.Faults.Clear();
        Assert.That(await PageAsync("p-1"), Is.TypeOf<PageAnswer.Sent>());
        Assert.That(World.Woken, Has.Count.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_page_whose_answer_is_lost_is_to_be_sent_again_and_wakes_nobody_twice(bool quietly)
    {
        World.Faults.Next(new DirectoryFault.LostAfter(quietly));
        Assert.That(await PageAsync("p-1"), Is.TypeOf<PageAnswer.NotNow>());
        Assert.That(await PageAsync("p-1"), Is.TypeOf<PageAnswer.Sent>());
        Assert.That(World.Woken, Has.Count.EqualTo(1));
    }

    [TestCase(302)]
    [TestCase(404)]
    public async Task What_will_not_pass_is_refused(int status)
    {
        World.Faults.Always(new DirectoryFault.Fails(status));
        Assert.That(await PageAsync("p-1"), Is.TypeOf<PageAnswer.Refused>());
    }

    [Test]
    public async Task A_service_that_hangs_is_given_up_after_ten_seconds()
    {
        World.Faults.Always(new DirectoryFault.Held());
        var paging = PageAsync("p-1");
        await World.Faults.HeldAsync();
        World.Clock.Advance(IPager.CallBudget);
        Assert.That(await paging, Is.TypeOf<PageAnswer.NotNow>());
    }

    [Test]
    public async Task While_it_is_down_it_is_down_and_the_doctor_says_so()
    {
        Assert.That((await World.LookAsync()).Select(finding => finding.Verdict), Is.EqualTo(new[] { Verdict.Good }));
        Assert.That(World.Woken, Is.Empty, "nobody is woken by the doctor");
        await World.GoDownAsync();
        Assert.That(await PageAsync("p-1"), Is.TypeOf<PageAnswer.NotNow>());
        Assert.That((await World.LookAsync()).Select(finding => finding.Verdict), Is.EqualTo(new[] { Verdict.Bad }));
    }

    [Test]
    public async Task A_key_that_is_taken_no_more_is_refused()
    {
        World.Revoke();
        Assert.That(await PageAsync("p-1"), Is.TypeOf<PageAnswer.Refused>());
        Assert.That(World.Woken, Is.Empty);
    }

    [Test]
    public async Task No_secret_leaves_the_room()
    {
        var said = new List<string>();
        foreach (var status in new[] { 302, 400, 401, 404, 429, 500 })
        {
            World.Faults.Next(new DirectoryFault.Fails(status));
            said.Add($"{await PageAsync("p-1")}");
        }

        said.AddRange((await World.LookAsync()).Select(finding => $"{finding}"));
        World.Revoke();
        said.Add($"{await PageAsync("p-1")}");
        await World.GoDownAsync();
        said.Add($"{await PageAsync("p-1")}");
        said.AddRange((await World.LookAsync()).Select(finding => $"{finding}"));
        foreach (var secret in World.Secrets)
            Assert.That(said.Append(World.Logged), Has.None.Contains(secret));
    }

    private Task<PageAnswer> PageAsync(string id, string summary = "Riley broke glass", string why = "fixing <b>INC-1</b>") =>
        World.Pager.PageAsync(new Page(id, World.Clock.GetUtcNow(), summary, new Dictionary<string, string> { ["why"] = why }), default);
}
