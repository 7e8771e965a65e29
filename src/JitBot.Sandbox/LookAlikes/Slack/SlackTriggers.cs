namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>
/// trigger_ids: three seconds of life, good for one modal of the person who caused them
/// (https://docs.slack.dev/interactivity/handling-user-interaction).
/// </summary>
internal sealed class SlackTriggers(SlackNumbers numbers)
{
    private readonly Dictionary<string, (string UserId, DateTimeOffset Born)> _living = new(StringComparer.Ordinal);
    private readonly HashSet<string> _exchanged = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public string For(string userId)
    {
        lock (_lock)
        {
            var id = numbers.Next("13345224609.738474920.");
            _living[id] = (userId, numbers.Now);
            return id;
        }
    }

    /// <summary>The person the trigger belongs to; it is spent by this.</summary>
    public string Exchange(string triggerId)
    {
        lock (_lock)
        {
            if (_exchanged.Contains(triggerId))
                throw new SlackRefusal("exchanged_trigger_id");
            if (!_living.TryGetValue(triggerId, out var trigger))
                throw new SlackRefusal("invalid_trigger_id");
            if (numbers.Now - trigger.Born > SlackLimits.TriggerLife)
                throw new SlackRefusal("expired_trigger_id");
            _exchanged.Add(triggerId);
            return trigger.UserId;
        }
    }
}
