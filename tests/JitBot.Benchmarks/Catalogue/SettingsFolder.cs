using System.Globalization;

namespace JitBot.Benchmarks.Catalogue;

/// <summary>A temporary folder of settings files; it goes when it is disposed of.</summary>
internal sealed class SettingsFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jitbot-benchmark-");

    /// <summary>Writes a generated catalogue; the file's path.</summary>
    public string Write(int entitlements, bool faults = false)
    {
        var path = Path.Combine(_folder.FullName, string.Create(CultureInfo.InvariantCulture, $"appsettings.{entitlements}{(faults ? ".bad" : "")}.json"));
        File.WriteAllText(path, GeneratedCatalogue.Settings(entitlements, faults));
        return path;
    }

    /// <inheritdoc />
    public void Dispose() => _folder.Delete(recursive: true);
}
