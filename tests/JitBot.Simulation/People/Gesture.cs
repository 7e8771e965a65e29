using JitBot.Core.Access;
using JitBot.Core.People;
using JitBot.Engine;

namespace JitBot.Simulation.People;

internal enum GestureVerb
{
    Ask,
    Approve,
    Deny,
    TakeBack,
    Withdraw,
    Return,
    OpenHome,
}

/// <summary>Something a person really did, and what became of it.</summary>
internal sealed class Gesture(int number, SimPerson by, GestureVerb verb, DateTimeOffset madeAt)
{
    public string Key => $"g{number}";

    public SimPerson By => by;

    public GestureVerb Verb => verb;

    public DateTimeOffset MadeAt => madeAt;

    /// <summary>What was meant, as the person saw it; null for a new request.</summary>
    public RequestId? Request { get; init; }

    /// <summary>The button's handle, or null for a reaction.</summary>
    public string? Handle { get; init; }

    /// <summary>The message reacted to.</summary>
    public string? Message { get; init; }

    public AskForm? Form { get; init; }

    public string? Reason { get; init; }

    /// <summary>How often it was tried before.</summary>
    public int Tries { get; init; }

    /// <summary>Whether a process said that it has it.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>What the engine said; null until it was handled.</summary>
    public Outcome? Outcome { get; set; }
}

/// <summary>A human being with one account in the chat. Two of them may be one human: then they share the subject in every directory.</summary>
internal sealed class SimPerson(string name, string? subject, Refusal? barred = null)
{
    public string Name => name;

    public string Email => $"{name}@example.com";

    public string Account => $"U-{name}";

    /// <summary>Who this is in the directories; null for nobody.</summary>
    public string? Subject => subject;

    public bool IsDeactivated { get; set; }

    /// <summary>Why the account never counts, if it never does.</summary>
    public Refusal? Barred => IsDeactivated ? Refusal.Deactivated : barred;

    public AccountFacts Facts() => new(new AccountId(Chat.SimChat.PlatformName, "T1", Account), name, Email, EmailConfirmed: true, Barred);
}
