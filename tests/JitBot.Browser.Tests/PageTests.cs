namespace JitBot.Browser.Tests;

/// <summary>Tests that share a sandbox. None may leave a complaint in the console, or a request to elsewhere, behind.</summary>
[TestFixture]
public abstract class PageTests
{
    private PageStage? _stage;

    private protected PageStage Stage => _stage ?? throw new InvalidOperationException("The sandbox does not run.");

    [OneTimeSetUp]
    public async Task OpenAsync() => _stage = await PageStage.OpenAsync();

    [TearDown]
    public async Task NobodyComplainedAsync()
    {
        await Stage.LeaveAsync();
        Assert.That(Stage.Complaints, Is.Empty);
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (_stage is { } stage)
            await stage.DisposeAsync();
    }
}
