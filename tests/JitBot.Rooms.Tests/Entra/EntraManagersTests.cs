using JitBot.Core.Holdings;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Entra;

/// <summary>A manager in Entra ID counts if the account is active and of this organisation.</summary>
public sealed class EntraManagersTests
{
    [TestCase("Member", true, "boss@example.com", true)]
    [TestCase("Member", false, "boss@example.com", false)]
    [TestCase("Guest", true, "boss@example.com", false)]
    [TestCase("Member", true, "boss_other.example#EXT#@example.com", false)]
    public async Task Only_an_active_colleague_is_anybodys_manager(string type, bool isEnabled, string signIn, bool isFound)
    {
        await using var world = await EntraWorld.StartAsync();
        var robin = world.AddPerson("robin@example.com");
        var boss = world.AddPerson("boss@example.com");
        world.EnterManager(robin, boss);
        world.Graph.Directory.Put(world.Graph.Directory.Person(boss)! with { UserType = type, AccountEnabled = isEnabled, UserPrincipalName = signIn });
        Assert.That(await world.Managers.FindManagerAsync("robin@example.com", default), isFound ? Is.EqualTo(new SubjectAnswer.Found(boss)) : Is.TypeOf<SubjectAnswer.NotFound>());
    }
}
