using Microsoft.Win32.SafeHandles;

namespace JitBot.Benchmarks.Store;

/// <summary>The floor: two hundred bytes into a file that has its size already, and one flush for all that came meanwhile.</summary>
internal static class RawDisk
{
    private const int RecordBytes = 200;
    private const long FileBytes = 256L << 20;

    public static IReadOnlyDictionary<string, double> Round(int callers, int seed) => RoundAsync(callers).GetAwaiter().GetResult();

    private static async Task<IReadOnlyDictionary<string, double>> RoundAsync(int callers)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, preallocationSize: FileBytes, options: FileOptions.DeleteOnClose);
        Fill(file);
        var (record, at) = (new byte[RecordBytes], 0L);
        using var commits = new GroupCommit(many =>
        {
            for (var i = 0; i < many; i++)
            {
                RandomAccess.Write(file, record, at);
                at = (at + RecordBytes) % (FileBytes - RecordBytes);
            }

            RandomAccess.FlushToDisk(file);
        });
        return await Callers.PlayAsync(callers, (_, _) => commits.OnceAsync());
    }

    /// <summary>Blocks that were never written would be journalled when they are.</summary>
    private static void Fill(SafeFileHandle file)
    {
        var zeroes = new byte[1 << 20];
        for (var at = 0L; at < FileBytes; at += zeroes.Length)
            RandomAccess.Write(file, zeroes, at);
        RandomAccess.FlushToDisk(file);
    }
}
