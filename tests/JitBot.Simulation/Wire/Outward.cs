using JitBot.Simulation.Chat;

namespace JitBot.Simulation.Wire;

/// <summary>
/// What a call is about, carried beside it through the real client: a wire form does not say all that the checker wants to know.
/// </summary>
internal static class Outward
{
    private static readonly AsyncLocal<string?> CurrentAttempt = new();
    private static readonly AsyncLocal<Drawing?> CurrentDrawing = new();
    private static readonly AsyncLocal<HomeDrawing?> CurrentHome = new();

    /// <summary>The name of our attempt at a membership.</summary>
    public static string? Attempt
    {
        get => CurrentAttempt.Value;
        set => CurrentAttempt.Value = value;
    }

    /// <summary>The picture that a message is to show.</summary>
    public static Drawing? Drawing
    {
        get => CurrentDrawing.Value;
        set => CurrentDrawing.Value = value;
    }

    /// <summary>The home page that somebody is to be shown.</summary>
    public static HomeDrawing? Home
    {
        get => CurrentHome.Value;
        set => CurrentHome.Value = value;
    }
}
