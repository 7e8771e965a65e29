using System.Globalization;
using JitBot.Core.Audit;
using JitBot.Core.Chat;

namespace JitBot.Core.Operations;

/// <summary>A checkpoint as it is posted: words for people, and everything that is needed to verify it in one line.</summary>
public static class CheckpointWords
{
    /// <summary>The key of every posted checkpoint; its version is the number of lines.</summary>
    public const string Key = "checkpoint";

    /// <summary>The message.</summary>
    public static Announcement Of(Checkpoint checkpoint)
    {
        var lines = checkpoint.Size.ToString(CultureInfo.InvariantCulture);
        var words = Words.Of(
            $"{new Word.Strong("Checkpoint of JitBot's log")}: {lines} lines at {checkpoint.At}. Keep this message: audit verify "
            + $"--checkpoint takes it and shows whether the log was changed up to here. {CheckpointJson.Write(checkpoint)}");
        return new Announcement(Key, checkpoint.Size, words);
    }
}
