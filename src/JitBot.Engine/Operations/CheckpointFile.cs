using JitBot.Core.Audit;

namespace JitBot.Engine.Operations;

/// <summary>The published checkpoints: one a line, outside the database.</summary>
public sealed class CheckpointFile(AuditSettings settings)
{
    /// <summary>Whether the key they are signed with is there.</summary>
    public bool HasKey => File.Exists(settings.KeyFile);

    /// <summary>The last one that can be read and is genuine, or null: a line torn by a crash is none.</summary>
    public Checkpoint? Last() => Lines().Reverse().FirstOrDefault(checkpoint => checkpoint.IsGenuine());

    /// <summary>The newest of at most so many lines; null if there is none.</summary>
    public Checkpoint? LastUpTo(long lines) =>
        Lines().Where(checkpoint => checkpoint.Size <= lines).OrderByDescending(checkpoint => checkpoint.Size).FirstOrDefault(checkpoint => checkpoint.IsGenuine());

    /// <summary>Puts the file away under the name of a moment, so that what follows begins a new one.</summary>
    public void PutAway(DateTimeOffset at)
    {
        if (!File.Exists(settings.CheckpointFile))
            return;
        var name = $"checkpoints-until-{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.jsonl";
        File.Move(settings.CheckpointFile, Path.Combine(settings.Folder, name));
    }

    private IEnumerable<Checkpoint> Lines() => File.Exists(settings.CheckpointFile)
        ? File.ReadLines(settings.CheckpointFile).Select(CheckpointJson.Find).OfType<Checkpoint>()
        : [];
}
