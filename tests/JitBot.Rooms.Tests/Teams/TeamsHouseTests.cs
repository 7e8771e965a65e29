using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Tests in a whole house, one for each; nothing Teams would have shown as broken may have been sent.</summary>
internal abstract class TeamsHouseTests
{
    protected TeamsHouse House { get; private set; } = null!;

    [SetUp]
    public async Task OpenAsync() => House = await TeamsHouse.OpenAsync();

    [TearDown]
    public async Task CloseAsync()
    {
        var complaints = House.Organisation.Complaints;
        await House.DisposeAsync();
        Assert.That(complaints, Is.Empty);
    }
}
