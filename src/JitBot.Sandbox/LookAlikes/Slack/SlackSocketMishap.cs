namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>What can happen to a connection in the middle of an envelope.</summary>
internal enum SlackSocketMishap
{
    /// <summary>The line breaks while the envelope is on its way: whether it arrives is left to chance.</summary>
    DropsTheEnvelope,

    /// <summary>The line breaks when the acknowledgement comes: the app has taken the envelope, and it counts as not taken.</summary>
    DropsTheAcknowledgement,
}
