namespace JitBot.Core.Settings;

/// <summary>
/// What is wrong with a key that nobody asked for, and at which key it can be told for all that stands below it; <paramref name="IsShape"/> where a value, a list or
/// settings of their own stand for one another, and nothing else need be said of that key.
/// </summary>
internal sealed record Judgement(string At, string Wrong, bool IsShape);
