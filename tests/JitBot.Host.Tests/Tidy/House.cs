using System.Runtime.CompilerServices;

namespace JitBot.Host.Tests.Tidy;

/// <summary>The source tree the tests were built from.</summary>
internal static class House
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Sources { get; } = Read("src").Concat(Read("tests")).ToList();

    private static IEnumerable<SourceFile> Read(string top) => Directory
        .EnumerateFiles(Path.Combine(Root, top), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
        .Select(path => new SourceFile(path, File.ReadAllLines(Path.Combine(Root, path))));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "JitBot.sln")))
                return folder;
        }

        throw new InvalidOperationException("The tests were not built inside the repository.");
    }
}

/// <summary>A file and its lines; the path is relative to the root.</summary>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);
}
