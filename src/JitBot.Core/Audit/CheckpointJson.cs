using System.Text.Json;

namespace JitBot.Core.Audit;

/// <summary>A checkpoint in one line, the same in the file beside the database, in the channel and on the command line.</summary>
public static class CheckpointJson
{
    /// <summary>The line.</summary>
    public static string Write(Checkpoint checkpoint) => checkpoint.Write();

    /// <summary>
    /// The checkpoint in a text, whatever words stand around it (and a notification's text may have its beginning once more); null if there is
    /// none that could be read.
    /// </summary>
    public static Checkpoint? Find(string text)
    {
        var end = text.LastIndexOf('}') + 1;
        for (var start = text.IndexOf('{', StringComparison.Ordinal); start >= 0 && start < end; start = text.IndexOf('{', start + 1))
        {
            if (Read(text[start..end]) is { } found)
                return found;
        }

        return null;
    }

    private static Checkpoint? Read(string json)
    {
        try
        {
            return Checkpoint.Read(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
