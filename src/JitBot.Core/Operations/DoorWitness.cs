namespace JitBot.Core.Operations;

/// <summary>
/// Whether a door took our credential. <paramref name="Call"/> names the kind of call whose right is missing; empty when the credential as a
/// whole is refused. <paramref name="Refusal"/> is null if the call was let in, or if nothing is known of that; it holds no secret.
/// </summary>
public sealed record DoorWord(string Door, string Call, string? Refusal)
{
    /// <summary>Why the other side could not be reached, or failed; then nothing is known of the credential. Null if it answered.</summary>
    public string? WhyUnreached { get; init; }

    /// <summary>Whether the door is asked questions and nothing else: no access waits there to be taken away.</summary>
    public bool AsksOnly { get; init; }
}

/// <summary>
/// Where the rooms report whether the other side answers and takes our credential, so that one that was revoked, or a consent that was
/// withdrawn, is told at once. The rooms do not wait for whoever listens.
/// </summary>
public sealed class DoorWitness
{
    /// <summary>The name of a credential that is refused as a whole.</summary>
    public const string Everything = "";

    /// <summary>Raised with each word.</summary>
    public event Action<DoorWord>? Seen;

    /// <summary>The call was let in, whatever came of it.</summary>
    public void LetIn(string door, string call) => Seen?.Invoke(new DoorWord(door, call, null));

    /// <summary>The other side could not be reached, or failed; it holds no secret.</summary>
    public void Unreached(string door, string call, string why) => Seen?.Invoke(new DoorWord(door, call, null) { WhyUnreached = why });

    /// <summary>The call was refused for our credential or for a right it lacks, and will be until a human changes something.</summary>
    public void Refused(string door, string call, string why, bool asksOnly = false) => Seen?.Invoke(new DoorWord(door, call, why) { AsksOnly = asksOnly });
}
