using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using JitBot.Core;
using JitBot.Core.Audit;
using JitBot.Core.Checkup;

namespace JitBot.Engine.Checkup;

/// <summary>Whether signed checkpoints can be written and read where the settings say.</summary>
public sealed class AuditCheckup(AuditSettings settings) : ICheckup
{
    /// <summary>Named so that nobody takes it for anything else, if the machine dies in the moment it is there.</summary>
    private const string Probe = "doctor.probe";

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <inheritdoc />
    public string Door => "the audit folder";

    /// <inheritdoc />
    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        var folder = Folder();
        yield return folder;
        if (folder.Verdict == Verdict.Bad || !Directory.Exists(settings.Folder))
            yield break;
        if (File.Exists(settings.KeyFile))
            yield return Key();
        if (File.Exists(settings.CheckpointFile))
            yield return await CheckpointsAsync(ct);
    }

    private Finding Folder()
    {
        if (!Directory.Exists(settings.Folder))
            return NearestAbove(settings.Folder) is { } above && FolderProbe.WhyNotWritable(above, Probe) is null
                ? Finding.Good(CheckKind.Audit, settings.Folder, "will be made at the first start")
                : Finding.Bad(CheckKind.Audit, settings.Folder, "does not exist and cannot be made", $"make it and let JitBot's user write in it: mkdir -p {settings.Folder}");
        return FolderProbe.WhyNotWritable(settings.Folder, Probe) is { } why
            ? Finding.Bad(CheckKind.Audit, settings.Folder, $"cannot be written to: {why}", $"let JitBot's user write in it, or set {AuditSettings.Section}:Folder to another")
            : Finding.Good(CheckKind.Audit, settings.Folder, "checkpoints can be written");
    }

    private Finding Key()
    {
        var where = settings.KeyFile;
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(where));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            return Finding.Bad(CheckKind.Audit, where, "cannot be read as a private key, so no checkpoint can be signed",
                "let JitBot's user read it, or put it back from a backup; if it is lost move it away, and a new one is made at the next start");
        }

        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(where) & Others) != 0
            ? Finding.Bad(CheckKind.Audit, where, "other users of this machine may read or change it, and whoever has it can forge checkpoints", $"chmod 600 {where}")
            : Finding.Good(CheckKind.Audit, where, "the key is readable, by its owner alone");
    }

    /// <summary>A line torn by a crash is none, and one alone is nothing bad.</summary>
    private async Task<Finding> CheckpointsAsync(CancellationToken ct)
    {
        var where = settings.CheckpointFile;
        var (lines, good) = (0, 0);
        try
        {
            await foreach (var line in File.ReadLinesAsync(where, ct))
            {
                lines++;
                good += IsGenuine(line) ? 1 : 0;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Bad(CheckKind.Audit, where, $"cannot be read: {e.Message}", "let JitBot's user read and write it");
        }

        return lines == good
            ? Finding.Good(CheckKind.Audit, where, $"{good} checkpoints, each signed by the key it names")
            : Finding.Warn(CheckKind.Audit, where, $"{lines - good} of {lines} lines are no genuine checkpoints",
                "a line torn by a crash is harmless; otherwise compare with the copy kept elsewhere: audit verify --checkpoints FILE");
    }

    private static bool IsGenuine(string line)
    {
        try
        {
            return Checkpoint.Read(line).IsGenuine();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? NearestAbove(string folder)
    {
        var above = Path.GetFullPath(folder);
        while (above is not null && !Directory.Exists(above) && !File.Exists(above))
            above = Path.GetDirectoryName(above);
        return Directory.Exists(above) ? above : null;
    }
}
