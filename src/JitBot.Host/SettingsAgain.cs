using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using JitBot.Core.Settings;
using JitBot.Engine.Catalogue;
using Microsoft.Extensions.Configuration.Json;

namespace JitBot.Host;

/// <summary>
/// Reads the catalogue again from where the settings were read at the start, all places of them. A watcher of the operating system would miss a file that
/// is a link to another, as containers mount them, so the files are looked at.
/// </summary>
internal static class SettingsAgain
{
    /// <summary>The source, for a program that was built from these arguments; <paramref name="adjust"/> is as for <see cref="JitBotApp.Build"/>.</summary>
    public static CatalogueSource Of(Rooms rooms, IConfigurationRoot running, string[] args, Action<WebApplicationBuilder>? adjust)
    {
        var files = FilesOf(running);
        return new CatalogueSource(() => Read(rooms, args, adjust), () => Stamp(files));
    }

    private static CatalogueRead Read(Rooms rooms, string[] args, Action<WebApplicationBuilder>? adjust)
    {
        try
        {
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
            using var configuration = builder.Configuration;
            HostSettings.AddSources(builder, args);
            adjust?.Invoke(builder);
            var draft = rooms.ReadCatalogueAgain(configuration, out var faults);
            return new CatalogueRead(draft, faults, Hash(configuration));
        }
        catch (InvalidDataException e)
        {
            var why = new SettingsFault(CatalogueSettings.Section, $"{e.Message} {e.InnerException?.GetBaseException().Message}".TrimEnd());
            return new CatalogueRead(null, [why], Hash(why.Wrong));
        }
        catch (IOException e)
        {
            var why = new SettingsFault(CatalogueSettings.Section, e.Message);
            return new CatalogueRead(null, [why], Hash(why.Wrong));
        }
    }

    private static IReadOnlyList<string> FilesOf(IConfigurationRoot configuration) =>
    [
        .. from provider in configuration.Providers.OfType<JsonConfigurationProvider>()
           let path = provider.Source.Path is { } path ? provider.Source.FileProvider?.GetFileInfo(path).PhysicalPath : null
           where path is not null
           select path,
    ];

    /// <summary>When each file was written, and how long it is; of a link, the file it leads to.</summary>
    private static string Stamp(IReadOnlyList<string> files) => string.Join('|', files.Select(path =>
    {
        try
        {
            var file = new FileInfo(path);
            var real = (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
            return real.Exists ? string.Create(CultureInfo.InvariantCulture, $"{real.FullName} {real.LastWriteTimeUtc.Ticks} {real.Length}") : "";
        }
        catch (IOException)
        {
            return ""; // it is being replaced
        }
    }));

    private static string Hash(ConfigurationManager configuration) => Hash(string.Join('\n',
        from section in new[] { CatalogueSettings.Section, Engine.Operations.OperationsSettings.Section }
        from pair in configuration.GetSection(section).AsEnumerable()
        where pair.Value is not null
        orderby pair.Key
        select $"{pair.Key}={pair.Value}"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
