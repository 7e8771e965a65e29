using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Effects;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Simulation.Store;

/// <summary>A pending effect as the model keeps it.</summary>
internal sealed class SimEffect(long id, string key)
{
    public long Id => id;

    public string Key => key;

    public Effect Effect { get; set; } = null!;

    public Lane Lane { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset LeaseUntil { get; set; } = DateTimeOffset.MinValue;

    public int Attempts { get; set; }

    public long Generation { get; set; } = 1;

    public long Epoch { get; set; }

    public DateTimeOffset? ParkedAt { get; set; }

    public string Error { get; set; } = "";
}

/// <summary>
/// What a store keeps, in memory: the model that every real store is held to by the same contract. It outlives the simulated processes.
/// </summary>
internal sealed class SimDatabase
{
    public Lock Gate { get; } = new();

    public List<StoredLine> Lines { get; } = [];

    public Dictionary<string, List<StoredLine>> Streams { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, PersonalText> Texts { get; } = new(StringComparer.Ordinal);

    public Dictionary<RequestId, RequestIndex> Requests { get; } = [];

    public Dictionary<string, RequestId> Handles { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Answered> Answers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DateTimeOffset> Deliveries { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<long, SimEffect> Effects { get; } = [];

    public Dictionary<string, SimEffect> EffectsByKey { get; } = new(StringComparer.Ordinal);

    public Dictionary<(RequestId Request, string Place), Card> Cards { get; } = [];

    public Dictionary<AccountId, Home> Homes { get; } = [];

    public Dictionary<PersonId, Person> People { get; } = [];

    public List<(AccountId Account, PersonId Person)> Accounts { get; } = [];

    public List<Checkpoint> Checkpoints { get; } = [];

    public long LastEffect { get; set; }

    public DateTimeOffset LastAnswer { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Whether there is room to begin something new.</summary>
    public bool HasRoom { get; set; } = true;

    /// <summary>Called within each commit, with the lines it added; the checker listens.</summary>
    public Action<IReadOnlyList<StoredLine>>? Committed { get; set; }
}
