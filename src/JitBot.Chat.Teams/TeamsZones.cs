using JitBot.Core;
using JitBot.Core.People;

namespace JitBot.Chat.Teams;

/// <summary>
/// By which clock somebody lives, from what they did here last: their client says it with each activity, and Teams tells it of nobody who was asked for. A mailbox's settings
/// would say it too, for the right to read everybody's (https://learn.microsoft.com/graph/api/user-get-mailboxsettings), which is more than a form is worth.
/// </summary>
internal sealed class TeamsZones(TeamsPeople people) : IZoneSource
{
    /// <inheritdoc />
    public async Task<LocalClock?> FindAsync(PersonId person, CancellationToken ct) =>
        await people.FindAccountAsync(person, ct) is { } account ? people.KnownClock(account) : null;
}
