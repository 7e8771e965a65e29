using JitBot.Core;
using JitBot.Core.People;

namespace JitBot.Chat.Slack;

/// <summary>By which clock somebody lives, from their profile: Slack keeps it in step with their device unless they say otherwise (https://docs.slack.dev/reference/objects/user-object).</summary>
internal sealed class SlackZones(SlackPeople people) : IZoneSource
{
    /// <inheritdoc />
    public async Task<LocalClock?> FindAsync(PersonId person, CancellationToken ct)
    {
        try
        {
            return await people.FindAccountAsync(person, ct) is { } user ? (await people.FindAsync(user, ct)).Clock : null;
        }
        catch (SlackNotNowException)
        {
            return null;
        }
    }
}
