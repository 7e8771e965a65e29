using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// One Web API method: what it asks for and what it does. <see cref="Run"/> answers without <c>ok</c>, or throws a
/// <see cref="SlackRefusal"/>.
/// </summary>
internal sealed record SlackMethod(string Name, Func<SlackArguments, JsonObject> Run)
{
    /// <summary>Scopes needed whatever the arguments are.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Takes the app-level token and no other.</summary>
    public bool TakesAppToken { get; init; }

    /// <summary>Takes no token: the app proves itself with its id and secret, in the arguments or in a Basic header.</summary>
    public bool TakesClient { get; init; }

    /// <summary>A method that writes is called by POST alone.</summary>
    public bool Writes { get; init; }

    /// <summary>Whether its page lists <c>application/json</c> among the content types.</summary>
    public bool TakesJson { get; init; }

    /// <summary>Posts into the channel of its arguments, and counts for the limit of one message a second.</summary>
    public bool Posts { get; init; }
}
