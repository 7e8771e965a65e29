using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.People;

namespace JitBot.Engine.Requests;

/// <summary>
/// Looks at what whoever is to get something, and whoever asks for them, has asked for so far, each time a request of theirs is decided, and once at who could decide on it. The
/// store takes the request only while what was asked for is still all (<see cref="Batch.AskedBefore"/>), so that of two who ask at once one is decided again. Accounts that were
/// ever shown to be theirs count, too: whoever parts from one is still the same human being.
/// </summary>
public sealed class AskLook(IAccessStore store, LinkingLog links, DeciderLook deciders)
{
    /// <summary>The command, with what is known now if it asks for something.</summary>
    public async Task<AccessCommand> FreshAsync(AccessCommand command, CancellationToken ct) => command is AccessCommand.Ask { Actor: Actor.Known asker, Requester: Actor.Known known } ask
        ? ask with
        {
            Before = await CountAsync(known, ask.At, ct),
            ByAsker = ask.For is null ? AskedSoFar.Nothing : await CountAsync(asker, ask.At, ct),
            Deciders = ReferenceEquals(ask.Deciders, DecidersNow.Unseen) ? await deciders.SeeAsync(ask, known, ct) : ask.Deciders,
        }
        : command;

    private async Task<AskedSoFar> CountAsync(Actor.Known whose, DateTimeOffset at, CancellationToken ct) =>
        await store.CountAskedAsync((await links.TiesAsync(ct)).OneWith(whose.Person.Id), at, ct);
}
