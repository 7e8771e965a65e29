namespace JitBot.Browser.Tests;

/// <summary>
/// Each test has a sandbox of its own: what one asked for stands in nobody else's way. None may leave a complaint in the console, or a request to elsewhere,
/// behind.
/// </summary>
[TestFixture]
public abstract class PageTests
{
    private PageStage? _stage;

    private protected PageStage Stage => _stage ?? throw new InvalidOperationException("The sandbox does not run.");

    [SetUp]
    public async Task OpenAsync() => _stage = await PageStage.OpenAsync();

    [TearDown]
    public async Task NobodyComplainedAsync()
    {
        await using var stage = Stage;
        await stage.LeaveAsync();
        Assert.That(stage.Complaints, Is.Empty);
    }
}
