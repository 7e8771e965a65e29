using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Sandbox.LookAlikes;

namespace JitBot.Testing;

/// <summary>
/// A provider and the directory behind it: the one hole that a room fills to inherit <see cref="ProviderContract"/>. The directory is an
/// HTTP look-alike; nothing here goes through the provider under test.
/// </summary>
public abstract class ProviderWorld(StoppedClock clock) : IAsyncDisposable
{
    /// <summary>The clock of the provider and of the directory.</summary>
    public StoppedClock Clock => clock;

    /// <summary>The provider under test.</summary>
    public abstract IAccessProvider Provider { get; }

    /// <summary>The provider's log under test, by settings that switch it on.</summary>
    public abstract IEvidenceSource Evidence { get; }

    /// <summary>Who is whose manager, under test.</summary>
    public abstract IManagerSource Managers { get; }

    /// <summary>Whether accounts are in use, under test.</summary>
    public abstract IPresenceSource Presence { get; }

    /// <summary>Who is signed out, under test, by a credential that may.</summary>
    public abstract ISessionEnder SessionEnder { get; }

    /// <summary>Who was signed out, in truth.</summary>
    public abstract SessionEnds SessionEnds { get; }

    /// <summary>The credential may sign nobody out any more.</summary>
    public abstract void KeepSessions();

    /// <summary>Every way in which an administrator ends an account, by id, and what it is then.</summary>
    public abstract IReadOnlyList<(AccountEnd How, Action<string> End)> Endings { get; }

    /// <summary>Enters one person as the other's manager, both by id.</summary>
    public abstract void EnterManager(string person, string manager);

    /// <summary>The directory's log of what people did, in truth.</summary>
    public abstract ActivityLog Log { get; }

    /// <summary>The directory lets nobody read its log any more.</summary>
    public abstract void CloseLog();

    /// <summary>Its lists come in small pages.</summary>
    public abstract void ShrinkPages();

    /// <summary>The faults of the directory.</summary>
    public abstract DirectoryFaults Faults { get; }

    /// <summary>The memberships in truth, and who made them.</summary>
    public abstract MembershipHistory Memberships { get; }

    /// <summary>Every request that reached the directory, as "METHOD target".</summary>
    public abstract IReadOnlyList<string> Requests { get; }

    /// <summary>Texts that must never stand in an answer: tokens, secrets.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>The id of a group, in the right shape, that does not exist.</summary>
    public abstract string UnknownGroup { get; }

    /// <summary>Adds an active, internal person; their id.</summary>
    public abstract string AddPerson(string email);

    /// <summary>Adds one account of each kind that must not be found: guest, deactivated, suspended. What it is, and its e-mail.</summary>
    public abstract IReadOnlyList<(string What, string Email)> AddUnwelcomePeople();

    /// <summary>Adds an ordinary group; its id.</summary>
    public abstract string AddGroup(string name);

    /// <summary>Adds one group of each kind that must be refused: what it is, its id, and a word the reason must hold.</summary>
    public abstract IReadOnlyList<(string What, string Resource, string Word)> AddUnfitGroups();

    /// <summary>Whether a group may be a member of a group there.</summary>
    public abstract bool Nests { get; }

    /// <summary>Makes a group a member of another, where that may be; both by id.</summary>
    public abstract void Nest(string inner, string outer);

    /// <summary>Deletes the person, memberships and all.</summary>
    public abstract void DeletePerson(string subject);

    /// <summary>Deletes the group, memberships and all.</summary>
    public abstract void DeleteGroup(string resource);

    /// <summary>The directory refuses connections.</summary>
    public abstract Task GoDownAsync();

    /// <summary>The directory is back at its old address with all it knew.</summary>
    public abstract Task ComeBackAsync();

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>The holding of a person in a group of this provider.</summary>
    public HoldingKey Holding(string resource, string subject) => new(Provider.Name, resource, subject);
}
