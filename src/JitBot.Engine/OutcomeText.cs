using JitBot.Core.Access;

namespace JitBot.Engine;

/// <summary>How the first answer to a gesture stands in the store.</summary>
internal static class OutcomeText
{
    private const string Done = "done";
    private const string Unchanged = "unchanged";
    private const string Refused = "refused";

    public static string Write(Outcome outcome) => outcome switch
    {
        Outcome.Done done => $"{(done.Changed ? Done : Unchanged)} {done.Request}",
        Outcome.Refused refused => $"{Refused} {refused.Why} {refused.About}".TrimEnd(),
        _ => throw new InvalidOperationException($"An outcome without a text: {outcome}."),
    };

    public static Outcome Read(string text) => text.Split(' ', 2) switch
    {
        [Done, var id] => new Outcome.Done(new RequestId(id), Changed: true),
        [Unchanged, var id] => new Outcome.Done(new RequestId(id), Changed: false),
        [Refused, var refused] => ReadRefused(refused.Split(' ', 2)),
        _ => throw new InvalidOperationException($"An answer nobody wrote: {text}."),
    };

    private static Outcome.Refused ReadRefused(string[] refused) => new(Enum.Parse<Refusal>(refused[0]), refused.Length > 1 ? refused[1] : null);
}
