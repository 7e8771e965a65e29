using JitBot.Core.Access;
using JitBot.Core.Chat;

namespace JitBot.Simulation.Chat;

/// <summary>A message as it stands in the chat.</summary>
internal sealed class SimMessage(string id, Drawing first)
{
    public string Id => id;

    public string Kind => first.Kind;

    public RequestId Request => first.Request;

    public string Where => first.Where;

    /// <summary>The chat it stands in.</summary>
    public string Platform => first.Platform;

    /// <summary>The version it showed when it appeared.</summary>
    public long FirstVersion => first.Version;

    /// <summary>The version of the request it shows or tells.</summary>
    public long Version { get; set; }

    /// <summary>The newest version it ever showed; an older picture may have been drawn over it.</summary>
    public long NewestVersion { get; set; }

    public Phase Phase { get; set; }

    public string? Handle { get; set; }

    public string Text { get; set; } = "";

    /// <summary>What would be asked for again by its button; null if it has none.</summary>
    public string? AskAgain => first.AskAgain;

    /// <summary>Whether it shows that more time waits to be decided.</summary>
    public bool IsExtension { get; set; }

    /// <summary>Whether it is of an emergency that needs a review.</summary>
    public bool AwaitsReview { get; set; }

    public bool IsDeleted { get; set; }
}

/// <summary>The chat as it really is: every message that reached it.</summary>
internal sealed class SimMessages
{
    private readonly List<SimMessage> _all = [];
    private readonly Dictionary<string, SimMessage> _byId = new(StringComparer.Ordinal);

    public IReadOnlyList<SimMessage> All => _all;

    /// <summary>Called when a message appears or changes; the checker and the people listen.</summary>
    public Action<SimMessage>? Changed { get; set; }

    public SimMessage? Find(string id) => _byId.TryGetValue(id, out var message) && !message.IsDeleted ? message : null;

    /// <summary>The message that already stands where this is to be shown.</summary>
    public SimMessage? FindLike(Drawing drawing) => _all.FindLast(m =>
        m.Kind == drawing.Kind && m.Request == drawing.Request && m.Where == drawing.Where && !m.IsDeleted && (drawing.OneOf is not { } version || m.Version == version));

    public SimMessage Add(Drawing drawing)
    {
        var message = new SimMessage($"m{_all.Count + 1}", drawing);
        _all.Add(message);
        _byId[message.Id] = message;
        return message;
    }

    public void Delete(string id)
    {
        if (_byId.TryGetValue(id, out var message))
            message.IsDeleted = true;
    }

    /// <summary>Draws it, and tells whoever listens.</summary>
    public void Show(SimMessage message, Drawing drawing)
    {
        (message.Version, message.Text) = (drawing.Version, drawing.Words.ToPlainText());
        message.NewestVersion = Math.Max(message.NewestVersion, drawing.Version);
        (message.Phase, message.Handle) = (drawing.Phase ?? message.Phase, drawing.Handle ?? message.Handle);
        (message.IsExtension, message.AwaitsReview) = (drawing.IsExtension, drawing.AwaitsReview);
        Changed?.Invoke(message);
    }
}
