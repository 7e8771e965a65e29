using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Simulation.Chat;

/// <summary>What a message is to show: of what kind, of which request, where, and at which version.</summary>
internal sealed record Drawing(string Kind, RequestId Request, string Where, long Version, Words Words)
{
    public const string CardKind = "card";
    public const string LineKind = "line";
    public const string SummaryKind = "summary";

    public Phase? Phase { get; private init; }

    public string? Handle { get; private init; }

    /// <summary>Whether more time waits to be decided.</summary>
    public bool IsExtension { get; private init; }

    /// <summary>Whether it is of an emergency that needs a review.</summary>
    public bool AwaitsReview { get; private init; }

    /// <summary>What would be asked for again by its button; null if it has none.</summary>
    public string? AskAgain { get; private init; }

    /// <summary>The chat it is for.</summary>
    public string Platform { get; private init; } = SimChat.PlatformName;

    /// <summary>The version by which one message is told from another of its kind; null where there is only one.</summary>
    public long? OneOf => Kind == LineKind ? Version : null;

    public static Drawing Of(Place? place, RequestView view) =>
        new(CardKind, view.Id, place?.Key ?? "", view.Version, view.Status)
        {
            Phase = view.Phase,
            Handle = view.Handle,
            IsExtension = view.IsExtension,
            AwaitsReview = view.AwaitsReview,
            Platform = place?.Platform ?? SimChat.PlatformName,
        };

    public static Drawing Of(MessageRef card, ThreadLine line) => new(LineKind, line.Request, card.Message, line.Version, line.Words) { Platform = card.Platform };

    public static Drawing Of(AccountId account, Notice notice) =>
        new(notice.Kind, notice.Request, account.Id, 0, notice.Words) { Handle = notice.ReturnHandle ?? notice.WithdrawHandle, AskAgain = notice.AskAgain, Platform = account.Platform };

    /// <summary>Nobody here acts on what is said about JitBot itself; that it is said can fail like everything else.</summary>
    public static Drawing Of(Place place, Summary summary) => new(SummaryKind, new RequestId(summary.Key), place.Key, summary.Version, summary.Words);

    public static Drawing Of(Place place, Announcement said) => new("announcement", new RequestId(said.Key), place.Key, said.Version, said.Words);
}
