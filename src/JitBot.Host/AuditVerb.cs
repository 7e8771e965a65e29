using System.Text.Json;
using JitBot.Core.Audit;
using JitBot.Core.Store;
using JitBot.Engine;
using JitBot.Storage.Sqlite;

namespace JitBot.Host;

/// <summary><c>audit verify</c>: names the first bad line of the log, or its good size and head. Reads only; the program may be running.</summary>
internal static class AuditVerb
{
    public static async Task<int> VerifyAsync(string[] options)
    {
        string? outside = null;
        if (options is ["--checkpoints", var file])
            outside = file;
        else if (options.Length > 0)
            return Verbs.Complain($"audit verify takes no '{string.Join(' ', options)}'; it takes --checkpoints FILE.", Verbs.WrongUse);

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        HostSettings.AddSources(builder, []);
        var faults = SqliteSetup.Check(builder.Configuration.GetSection(SqliteSetup.Section));
        if (faults.Count > 0)
            return Verbs.Complain(faults);
        try
        {
            return await VerifyAsync(builder.Configuration, outside);
        }
        catch (StoreUnavailableException e)
        {
            return Verbs.Complain(e.Message, Verbs.Bad);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return Verbs.Complain($"{outside} cannot be read as checkpoints: {e.Message}", Verbs.WrongUse);
        }
    }

    private static async Task<int> VerifyAsync(IConfiguration configuration, string? outside)
    {
        using var trail = SqliteSetup.OpenTrail(configuration.GetSection(SqliteSetup.Section));
        var anchors = new AuditAnchors(await trail.ListCheckpointsAsync(default), outside is null ? [] : ReadCheckpoints(outside));
        var verdict = await AuditVerifier.VerifyAsync(trail.ReadChainAsync(default), trail.ReadTextsAsync(default), anchors, default);
        Console.WriteLine(verdict);
        return verdict is AuditVerdict.Good ? Verbs.Good : Verbs.Bad;
    }

    private static List<Checkpoint> ReadCheckpoints(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<Checkpoint>(line)!)];
}
