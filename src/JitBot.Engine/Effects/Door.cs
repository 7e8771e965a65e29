using JitBot.Core.Effects;

namespace JitBot.Engine.Effects;

/// <summary>
/// Behind which door an effect waits for an answer: a provider's, the chat platforms', or none but our own. Each door has hands of its own
/// (<see cref="WorkerLimits.Share"/>), so that one that hangs keeps nobody waiting at another.
/// </summary>
internal static class Door
{
    /// <summary>Work that waits for nobody but the store.</summary>
    public const string Own = "";

    /// <summary>Everything that is said to people, or heard from them.</summary>
    public const string People = "people";

    /// <summary>Those who wake people.</summary>
    public const string Pagers = "pagers";

    /// <summary>Where it is looked whether people are still there: nobody waits for that, and it may hang.</summary>
    public const string Presence = "presence";

    /// <summary>Of an effect.</summary>
    public static string Of(Effect effect) => effect switch
    {
        Effect.Converge converge => converge.Holding.Provider,
        Effect.ReadEvidence read => read.Provider,
        Effect.SignOut leaving => leaving.Provider,
        Effect.Page => Pagers,
        Effect.CheckPresence => Presence,
        _ => OfUnread(effect.Lane),
    };

    /// <summary>Of an effect that is known by its row alone: a guess that is corrected when it is claimed.</summary>
    public static string OfUnread(Lane lane) => lane is Lane.Delivery or Lane.Notice ? People : Own;
}
