namespace JitBot.Benchmarks;

/// <summary>Where what was measured is to be written besides; null for nowhere.</summary>
internal sealed record BenchmarkFiles(string? Json, string? Svg)
{
    /// <summary>The options behind a benchmark's name; null if they are none.</summary>
    public static BenchmarkFiles? Read(ReadOnlySpan<string> options) => options switch
    {
        [] => new BenchmarkFiles(null, null),
        ["--json", var file, .. var rest] when !file.StartsWith('-') && Read(rest) is { Json: null } others => others with { Json = file },
        ["--svg", var file, .. var rest] when !file.StartsWith('-') && Read(rest) is { Svg: null } others => others with { Svg = file },
        _ => null,
    };

    /// <summary>Why they cannot be written, before anything is measured in vain.</summary>
    public string? WhyNot() => new[] { Json, Svg }.OfType<string>()
        .Where(file => !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
        .Select(file => $"There is no folder {Path.GetDirectoryName(Path.GetFullPath(file))} to write {Path.GetFileName(file)} into.")
        .FirstOrDefault();
}
