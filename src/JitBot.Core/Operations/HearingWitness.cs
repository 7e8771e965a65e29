namespace JitBot.Core.Operations;

/// <summary>Whether we hear a chat platform. <paramref name="WhyNot"/> says why not, as a sentence without secrets; null if we do.</summary>
public sealed record HearingWord(string Door, string? WhyNot);

/// <summary>
/// Where the rooms of chat platforms report whether what happens there reaches us: at a door of ours that is open, or by connections that
/// we keep. They do not wait for whoever listens.
/// </summary>
public sealed class HearingWitness
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HearingWord> _last = new(StringComparer.Ordinal);
    private Action<HearingWord>? _listener;

    /// <summary>Tells each word to come, after the last of each door so far.</summary>
    public void Listen(Action<HearingWord> listener)
    {
        lock (_gate)
        {
            foreach (var word in _last.Values)
                listener(word);
            _listener += listener;
        }
    }

    /// <summary>What happens there reaches us.</summary>
    public void Hears(string door) => Say(new HearingWord(door, null));

    /// <summary>Nothing that happens there reaches this process, and this is why.</summary>
    public void HearsNothing(string door, string why) => Say(new HearingWord(door, why));

    private void Say(HearingWord word)
    {
        lock (_gate)
        {
            _last[word.Door] = word;
            _listener?.Invoke(word);
        }
    }
}
