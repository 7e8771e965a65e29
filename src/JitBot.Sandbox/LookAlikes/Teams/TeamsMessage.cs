using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>A reaction and who gave it.</summary>
internal sealed record TeamsGivenReaction(string Type, string PersonId);

/// <summary>The card one person sees instead of everybody's, and since when.</summary>
internal sealed record TeamsView(JsonObject Card, DateTimeOffset Since);

/// <summary>One version of a message. An update puts a new version in its place; a client may still show the old one.</summary>
internal sealed record TeamsMessage(string PlaceId, string Id, string AuthorId, string Text)
{
    /// <summary>The content type of an Adaptive Card.</summary>
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    /// <summary>The first message of the thread it is in; its own id for the first one of a channel's thread.</summary>
    public string? RootId { get; init; }

    /// <summary>The message it replies to, in a chat.</summary>
    public string? ReplyToId { get; init; }

    public bool IsFromBot { get; init; }

    /// <summary>Whether a person named the bot in front of the text.</summary>
    public bool MentionsBot { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>1 when it was posted, one more with each update.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The activity as the bot sent it; null for what a person said.</summary>
    public JsonObject? Activity { get; init; }

    public ImmutableArray<TeamsGivenReaction> Reactions { get; init; } = [];

    /// <summary>Cards that were the answer to a press or a refresh, by who pressed: nobody else sees them.</summary>
    public ImmutableDictionary<string, TeamsView> Views { get; init; } = ImmutableDictionary<string, TeamsView>.Empty;

    public bool IsReply => RootId is not null && RootId != Id;

    /// <summary>The card everybody sees who has no view of their own; null if there is none.</summary>
    public JsonObject? Card => (Activity?["attachments"] as JsonArray)?.OfType<JsonObject>()
        .FirstOrDefault(attachment => (string?)attachment["contentType"] == CardType)?["content"] as JsonObject;

    /// <summary>The card this person sees.</summary>
    public JsonObject? CardFor(string personId) => Views.TryGetValue(personId, out var view) ? view.Card : Card;

    /// <summary>All words of text and card, for tests that look for a phrase.</summary>
    public string Words => Text + "\n" + WordsOf(Card);

    /// <summary>All words this person reads.</summary>
    public string WordsFor(string personId) => Text + "\n" + WordsOf(CardFor(personId));

    private static string WordsOf(JsonObject? card) => card is null ? "" : string.Join('\n', CardReading.Texts(card));
}
