namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>An option offered by a type-ahead.</summary>
internal sealed record SlackOption(string Text, string Value);
