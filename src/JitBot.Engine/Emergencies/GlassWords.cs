using JitBot.Core.Chat;

namespace JitBot.Engine.Emergencies;

/// <summary>What whoever takes something at once is told before and after; while granting is frozen it is not taken at once, and nobody may rely on that.</summary>
public static class GlassWords
{
    /// <summary>Before, on a card that stands for longer than one knows.</summary>
    public const string Anytime = "For emergencies alone. It is granted at once, unless granting is frozen, and everybody is told; two other people have to look at it afterwards.";

    /// <summary>Before, in a form that was opened just now.</summary>
    public static string Before(bool isFrozen) => isFrozen
        ? "For emergencies alone. Granting is frozen: it waits until two operators let granting go on. Everybody is told; two other people have to look at it afterwards."
        : "For emergencies alone. It is granted at once and everybody is told; two other people have to look at it afterwards.";

    /// <summary>After: <paramref name="what"/> is on its way, and <paramref name="where"/> they hear of it.</summary>
    public static Words Taking(Word what, string where, bool isFrozen) => isFrozen
        ? Words.Of($"Granting is frozen: {what} waits until two operators let granting go on. You will be told {where} what becomes of it.")
        : Words.Of($"Taking {what} at once. You will be told {where} what becomes of it.");
}
