using JitBot.Sandbox;
using JitBot.Sandbox.Page;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.Running;

/// <summary>The sandbox's data can be kept, in a folder that holds nothing else, and the program's own verbs read them.</summary>
[TestFixture]
public class SandboxKeepTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("jitbot-keep-").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task What_is_kept_is_there_when_the_sandbox_has_ended_and_audit_verify_reads_it()
    {
        var kept = SandboxFolder.Keep(Path.Combine(_folder, "kept"), out _)!;
        using (var patience = new CancellationTokenSource(Patience))
        await using (var house = await PageHouse.OpenAsync(port: 0, kept))
            await house.Host.StartAsync(patience.Token);
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(kept.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute), "the key of the checkpoints is in it");
        var (code, output) = await ProgramRun.RunAsync(_folder, ["audit", "verify"], ("Storage:Sqlite:Path", kept.Database));
        Assert.That((code, output), Is.EqualTo((0, output)).And.Matches<(int, string Output)>(each => each.Output.Contains("good: ", StringComparison.Ordinal)));
    }

    [Test]
    public async Task What_is_not_kept_goes_when_the_sandbox_ends()
    {
        string path;
        await using (var house = await PageHouse.OpenAsync(port: 0))
            path = house.Folder.Path;
        Assert.That(Directory.Exists(path), Is.False);
    }

    [Test]
    public async Task A_folder_that_holds_something_is_refused_and_left_as_it_is()
    {
        var full = Directory.CreateDirectory(Path.Combine(_folder, "full")).FullName;
        var file = Path.Combine(full, "mine.txt");
        await File.WriteAllTextAsync(file, "mine");
        var (code, told) = await RunAsync("--keep", full);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(told, Does.Contain($"{full} is not an empty folder").And.Contain("that is empty, or that is not there yet"));
        Assert.That((await RunAsync("--demo", "--keep", file)).Code, Is.EqualTo(2), "nor is a file one");
        Assert.That(Directory.GetFileSystemEntries(full), Is.EqualTo(new[] { file }));
    }

    [TestCase("--keep")]
    [TestCase("--keep --demo")]
    [TestCase("--unsigned-teams --keep")]
    public async Task Without_a_folder_it_is_wrong_use(string typed) =>
        Assert.That(await RunAsync(typed.Split(' ')), Is.EqualTo((2, "--keep takes a folder, an empty one or one that is not there yet.\n")));

    [Test]
    public async Task What_is_wrong_beside_it_is_said_and_no_folder_is_made()
    {
        var folder = Path.Combine(_folder, "none");
        var (code, told) = await RunAsync("--dance", "--keep", folder);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(told, Does.StartWith("The sandbox does not know '--dance'."));
        Assert.That(Directory.Exists(folder), Is.False);
    }

    private static async Task<(int Code, string Told)> RunAsync(params string[] arguments)
    {
        var error = Console.Error;
        await using var said = new StringWriter { NewLine = "\n" };
        Console.SetError(said);
        try
        {
            return (await SandboxVerbs.RunAsync(arguments), said.ToString());
        }
        finally
        {
            Console.SetError(error);
        }
    }
}
