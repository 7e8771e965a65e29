using JitBot.Sandbox.LookAlikes.Teams;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>Each fault does what it says, to the call it is planted for, as often as it is planted.</summary>
internal sealed class TeamsCallsGoWrong : TeamsLookAlikeTests
{
    [Test]
    public async Task A_precondition_that_failed_and_a_throttled_call_did_nothing()
    {
        Teams.Faults.Next(ConnectorCall.Post, new ConnectorFault.Refuses(TeamsRefusal.PreconditionFailed));
        Teams.Faults.Next(ConnectorCall.Post, new ConnectorFault.Throttles(TimeSpan.FromSeconds(5)));

        Assert.That(Error(await PostAsync(Approvals.Id, Text("hello"))), Is.EqualTo("412 PreconditionFailed"));
        Assert.That(Error(await PostAsync(Approvals.Id, Text("hello"))), Is.EqualTo("429 Throttled"));
        Assert.That(Organisation.Messages.All, Is.Empty);
        Assert.That((await PostAsync(Approvals.Id, Text("hello"))).Status, Is.EqualTo(201));
    }

    [TestCase(502)]
    [TestCase(504)]
    public async Task A_gateway_fails_before_or_after(int status)
    {
        Teams.Faults.Next(ConnectorCall.Any, new ConnectorFault.Fails(status));
        Assert.That(await StatusAsync(), Is.EqualTo(status));
        Assert.That(Organisation.Messages.All, Is.Empty);

        Teams.Faults.Next(ConnectorCall.Any, new ConnectorFault.DoesAndFails(status));
        Assert.That(await StatusAsync(), Is.EqualTo(status));
        Assert.That(Organisation.Messages.All, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_answer_is_lost_before_or_after()
    {
        Teams.Faults.Next(ConnectorCall.Post, new ConnectorFault.HangsUp());
        Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync());
        Assert.That(Organisation.Messages.All, Is.Empty);

        Teams.Faults.Next(ConnectorCall.Post, new ConnectorFault.DoesAndHangsUp());
        Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync());
        Assert.That(Organisation.Messages.All, Has.Count.EqualTo(1));

        Assert.That(await StatusAsync(), Is.EqualTo(201));
        Assert.That(Organisation.Messages.All, Has.Count.EqualTo(2), "there is no key that would make them one");
    }

    [Test]
    public async Task An_answer_is_held()
    {
        var until = new TaskCompletionSource();
        Teams.Faults.Next(ConnectorCall.Post, new ConnectorFault.Holds(until.Task));

        var posting = StatusAsync();
        await Organisation.WaitUntilAsync(() => Organisation.Messages.All.Count == 1, CancellationToken.None);
        Assert.That(posting.IsCompleted, Is.False);
        until.SetResult();

        Assert.That(await posting, Is.EqualTo(201));
    }

    [Test]
    public async Task What_is_planted_for_one_call_strikes_no_other()
    {
        Teams.Faults.Next(ConnectorCall.Update, new ConnectorFault.HangsUp());

        Assert.That(await StatusAsync(), Is.EqualTo(201));
    }

    [Test]
    public async Task Down_is_down_until_it_is_not()
    {
        Teams.Faults.IsDown = true;
        Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync());
        Teams.Faults.Clear();
        Assert.That(await StatusAsync(), Is.EqualTo(201));

        await Teams.GoDownAsync();
        Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync());
        await Teams.ComeBackAsync();
        Assert.That(await StatusAsync(), Is.EqualTo(201));
        Assert.That(Organisation.Messages.All, Has.Count.EqualTo(2));
    }

    private async Task<int> StatusAsync()
    {
        using var content = new StringContent(Text("hello").ToJsonString());
        using var answer = await Http.PostAsync(new Uri("v3/conversations" + Activities(Approvals.Id), UriKind.Relative), content);
        return (int)answer.StatusCode;
    }
}
