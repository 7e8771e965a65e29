namespace JitBot.Sandbox.Demo;

/// <summary>The story over Socket Mode: the same steps, and between them what happens to connections.</summary>
internal static class SocketStory
{
    private static readonly Dictionary<Func<DemoStage, Task>, (string Name, Func<DemoStage, Task> Play)> After = new()
    {
        [ApprovalScenes.ByButtonAsync] = ("Slack asks for a connection to be renewed: the new one stands before the old one falls", SocketScenes.RefreshAsync),
        [GrantScenes.ReturnAsync] = ("The line breaks while a reaction is on its way, and again when it is acknowledged: it counts once", SocketScenes.DropAsync),
        [TroubleScenes.KillAsync] = ("A connection has lived its life: it is replaced before it ends", SocketScenes.RenewalAsync),
        [AuditScenes.GoodAsync] = ("Not one envelope was lost", SocketScenes.CountAsync),
    };

    public static IReadOnlyList<(string Name, Func<DemoStage, Task> Play)> Steps { get; } =
    [
        ("Slack hands out connections that live for seconds (debug_reconnects)", SocketScenes.ShortLivesAsync),
        .. DemoStory.Steps.SelectMany(step => After.TryGetValue(step.Play, out var scene) ? [step, scene] : new[] { step }),
    ];
}
