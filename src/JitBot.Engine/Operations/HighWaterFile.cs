using System.Globalization;
using JitBot.Core.Audit;

namespace JitBot.Engine.Operations;

/// <summary>
/// The latest time on which clock and witnesses agreed, kept beside the checkpoints: a machine that starts with a clock behind it is suspect
/// from the start.
/// </summary>
internal sealed class HighWaterFile(AuditSettings settings)
{
    private DateTimeOffset? _kept;

    private string Path => System.IO.Path.Combine(settings.Folder, "clock.highwater");

    /// <summary>The time kept, or null if there is none that can be read: then nothing speaks against the clock.</summary>
    public DateTimeOffset? Read()
    {
        try
        {
            var text = File.ReadAllText(Path).Trim();
            return DateTimeOffset.TryParseExact(text, AuditJson.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps a later time than the one kept; written beside and renamed, so that a crash leaves the old or the new one.</summary>
    public void Keep(DateTimeOffset? highWater)
    {
        if (highWater is not { } at || at == _kept)
            return;
        Directory.CreateDirectory(settings.Folder);
        File.WriteAllText(Path + ".new", AuditJson.Time(at));
        File.Move(Path + ".new", Path, overwrite: true);
        _kept = at;
    }
}
