using JitBot.Core.Access;
using JitBot.Core.People;
using JitBot.Engine;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.People;

internal enum GestureVerb
{
    Ask,
    Approve,
    Deny,
    TakeBack,
    Withdraw,
    Return,
    Revoke,
    Extend,
    Freeze,
    Unfreeze,
    BreakGlass,
    Escalate,
    Review,
    OpenHome,

    /// <summary>Nobody's gesture: the chat says by itself that this account has changed.</summary>
    Leave,

    /// <summary>Everything about linking accounts: what was typed says what.</summary>
    Link,
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

    /// <summary>The chat it was made in.</summary>
    public string Platform { get; init; } = Chat.SimChat.PlatformName;

    /// <summary>The version of the card that the person saw.</summary>
    public long Version { get; init; }

    public AskForm? Form { get; init; }

    /// <summary>Whom it is asked for; null for whoever asks.</summary>
    public SimPerson? Whom { get; init; }

    public string? Reason { get; init; }

    /// <summary>How much more time is asked for; null for as long again.</summary>
    public TimeSpan? More { get; init; }

    /// <summary>For how long at most, if less was approved than was asked for.</summary>
    public TimeSpan? AtMost { get; init; }

    /// <summary>What was typed behind /jit link.</summary>
    public string Typed { get; init; } = "";

    /// <summary>How often it was tried before.</summary>
    public int Tries { get; init; }

    /// <summary>Whether a process said that it has it.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>Which process it is delivered to, if a story says so; else whichever.</summary>
    public SimNode? To { get; set; }

    /// <summary>Whether it was handled.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>What the engine said; null until it was handled.</summary>
    public Outcome? Outcome { get; set; }
}

/// <summary>
/// A name, with an account of that name in each chat, and who is behind it. Two of them may be one human: then they share the subject in every directory, or only they
/// themselves know, until they link them.
/// </summary>
internal sealed class SimPerson(string name, string? subject, Refusal? barred = null)
{
    public string Name => name;

    public string Email => $"{name}@example.com";

    public string Account => $"U-{name}";

    /// <summary>The account in Teams, which is that of the directory: the name as an id.</summary>
    public string TeamsAccount { get; } = new Guid(System.Text.Encoding.ASCII.GetBytes(name.PadRight(IdBytes, '.'))).ToString();

    /// <summary>Who this is in the directories; null for nobody.</summary>
    public string? Subject => subject;

    private const int IdBytes = 16;

    public bool IsDeactivated { get; set; }

    /// <summary>Whether the account is theirs, in whichever chat.</summary>
    public bool Has(string account) => account == Account || account == TeamsAccount;

    /// <summary>Why the account never counts, if it never does.</summary>
    public Refusal? Barred => IsDeactivated ? Refusal.Deactivated : barred;

    public AccountFacts Facts() => new(new AccountId(Chat.SimChat.PlatformName, "T1", Account), name, Email, EmailConfirmed: true, Barred);
}
