using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Core.Operations;
using JitBot.Providers.Entra;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Entra;

/// <summary>What is Entra ID's own about its logs; the rest is the contract's.</summary>
[TestFixture]
public class EntraEvidenceTests
{
    [Test]
    public async Task A_tenant_whose_licence_keeps_no_sign_ins_shows_the_changes_alone()
    {
        await using var world = await EntraWorld.StartAsync();
        var riley = world.AddPerson("riley@example.com");
        world.Log.Add(riley, "Reset password");
        world.Log.Add(riley, "Sign-in", "Console");
        world.Log.KeepsSignIns = false;
        var now = world.Clock.GetUtcNow();
        var answer = await world.Evidence.ReadAsync(riley, now, now, default);
        var evidence = ((EvidenceAnswer.Found)answer).Evidence;
        Assert.That(evidence.Deeds, Is.EqualTo(new[] { new Deed("Reset password", 1) }));
        Assert.That(evidence.NotKept, Does.Contain("sign-ins"));
    }

    [Test]
    public async Task Nobody_keeps_their_log_from_being_read_by_making_it_large()
    {
        await using var world = await EntraWorld.StartAsync();
        var riley = world.AddPerson("riley@example.com");
        for (var i = 0; i < 200; i++)
            world.Log.Add(riley, new string('x', 20_000));
        var now = world.Clock.GetUtcNow();
        var found = (await world.Evidence.ReadAsync(riley, now, now, default) as EvidenceAnswer.Found)?.Evidence;
        Assert.That(found?.Deeds.Single().Times, Is.EqualTo(200));
    }

    [Test]
    public async Task However_often_the_log_is_read_and_refused_memberships_are_asked_for_and_taken_away()
    {
        await using var world = await EntraWorld.StartAsync();
        var (group, riley) = (world.AddGroup("Production"), world.AddPerson("riley@example.com"));
        var holding = world.Holding(group, riley);
        await world.Provider.AddAsync(holding, "a", default);
        var now = world.Clock.GetUtcNow();
        var answers = new List<EvidenceAnswer>();
        for (var i = 0; i < 5; i++)
            answers.Add(await world.Evidence.ReadAsync(riley, now, now, default));
        Assert.That(answers.OfType<EvidenceAnswer.NotNow>().Select(answer => answer.RetryAfter), Is.All.GreaterThan(TimeSpan.Zero));
        Assert.That(answers.OfType<EvidenceAnswer.Found>().Count(), Is.EqualTo(2));
        Assert.That(world.Graph.Throttle.Refused, Is.Zero);
        world.Faults.Next(new DirectoryFault.Throttled(TimeSpan.FromMinutes(4)));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Evidence.ReadAsync(riley, now, now, default);
        Assert.That(await world.Provider.ObserveAsync(holding, "b", default), Is.TypeOf<ProviderAnswer.Present>());
        Assert.That(await world.Provider.RemoveAsync(holding, "c", default), Is.TypeOf<ProviderAnswer.Removed>());
    }

    [Test]
    public void A_licence_that_is_not_there_is_no_door_that_is_shut()
    {
        var word = Reported("GET /v1.0/auditLogs/signIns", EntraAnswers.NoLicence);
        Assert.That(word.Refusal, Is.Null);
    }

    [Test]
    public void A_log_that_is_shut_is_told_with_the_right_that_opens_it()
    {
        var word = Reported("GET /v1.0/auditLogs/directoryAudits", "Authorization_RequestDenied");
        Assert.That(word.Refusal, Does.Contain("AuditLog.Read.All"));
    }

    private static DoorWord Reported(string call, string code)
    {
        var said = new List<DoorWord>();
        var doors = new DoorWitness();
        doors.Seen += said.Add;
        EntraAnswers.Report(doors, call, new GraphReply.Refused(403, code, "", null));
        return said.Single();
    }
}
