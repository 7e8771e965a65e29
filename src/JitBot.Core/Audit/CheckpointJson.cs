using System.Text.Json;

namespace JitBot.Core.Audit;

/// <summary>A checkpoint in one line, the same in the file beside the database, in the channel and on the command line.</summary>
public static class CheckpointJson
{
    /// <summary>The line.</summary>
    public static string Write(Checkpoint checkpoint) => JsonSerializer.Serialize(checkpoint);

    /// <summary>The checkpoint in a text, whatever words stand around it; null if there is none that could be read.</summary>
    public static Checkpoint? Find(string text)
    {
        var (first, last) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (first < 0 || last < first)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Checkpoint>(text[first..(last + 1)]) is { Head: not null, PublicKey: not null, Signature: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
