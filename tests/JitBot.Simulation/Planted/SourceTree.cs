using System.Diagnostics;

namespace JitBot.Simulation.Planted;

/// <summary>A copy of the source in a temporary folder, into which bugs are put, and from which they are taken out again.</summary>
internal sealed class SourceTree : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string[] Leave = ["bin", "obj", ".git", "TestResults", "data"];

    private readonly string _root = System.IO.Directory.CreateTempSubdirectory("jitbot-planted-").FullName;

    public SourceTree() => Copy(Root(), _root);

    /// <summary>The folder with the solution, above this program.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "JitBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The source is not here: run this from the repository.");
    }

    /// <summary>How often a text stands in a file of the source.</summary>
    public static int Count(Edit edit) => File.ReadAllText(Path.Combine(Root(), edit.File)).Split(edit.Of).Length - 1;

    public void Plant(PlantedBug bug)
    {
        foreach (var edit in bug.Edits)
        {
            var path = Path.Combine(_root, edit.File);
            File.WriteAllText(path, File.ReadAllText(path).Replace(edit.Of, edit.Instead, StringComparison.Ordinal));
        }
    }

    public void TakeOut(PlantedBug bug)
    {
        foreach (var file in bug.Edits.Select(edit => edit.File).Distinct())
        {
            File.Copy(Path.Combine(Root(), file), Path.Combine(_root, file), overwrite: true);
            File.SetLastWriteTimeUtc(Path.Combine(_root, file), TimeProvider.System.GetUtcNow().UtcDateTime); // or the build would keep the bug
        }
    }

    /// <summary>Runs dotnet in the tree; its exit code and what it said.</summary>
    public (int Code, string Output) Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _root, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
            process.Kill(entireProcessTree: true);
        return (process.HasExited ? process.ExitCode : -1, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }

    public void Dispose() => System.IO.Directory.Delete(_root, recursive: true);

    private static void Copy(string from, string to)
    {
        foreach (var file in System.IO.Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in System.IO.Directory.GetDirectories(from).Where(folder => !Leave.Contains(Path.GetFileName(folder))))
            Copy(folder, System.IO.Directory.CreateDirectory(Path.Combine(to, Path.GetFileName(folder))).FullName);
    }
}
