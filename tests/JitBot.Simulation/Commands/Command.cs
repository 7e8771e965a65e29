using System.Globalization;

namespace JitBot.Simulation.Commands;

/// <summary>What the simulator can be told to do. Exit codes: 0 no violation, 1 a violation, 2 wrong use.</summary>
internal static class Command
{
    private const string Help = """
        Simulated lives of JitBot, decided by seeds.

          --lifecycles N [--from SEED]    live worlds until N requests have come to their end; print the figures
                         [--until-violation]      ... or until the first violation
          --planted [PART OF A NAME]      plant each bug of the list in a copy of the source and say what caught it (needs the SDK and PostgreSQL's binaries)
          --pairs [PART OF A NAME]        tell each scripted scenario with a crash at every two of its points
          --interleave [BEGINNING]        tell of every two deeds, in both orders and the second before every call of the first; BEGINNING: "approve x deny"
                       [--at CALL]        ... or of one such meeting with its timeline, as in "approve x deny, two replicas"; 0: one after the other
          --seed SEED [--quietly]         live one world again and print its timeline; with a violation, the few faults it takes
        """;

    public static int Run(string[] args) => args switch
    {
        ["--lifecycles", var count] when Number(count) is { } n => Figures.Run((long)n, 1),
        ["--lifecycles", var count, "--from", var seed] when Number(count) is { } n && Number(seed) is { } from => Figures.Run((long)n, from),
        ["--seed", var seed] when Number(seed) is { } n => Replay.Run(n, prints: true),
        ["--seed", var seed, "--quietly"] when Number(seed) is { } n => Replay.Run(n, prints: false),
        ["--lifecycles", var count, "--until-violation"] when Number(count) is { } n => Figures.Run((long)n, 1, mostViolating: 1),
        ["--planted"] => Bugs.Run(null),
        ["--planted", var name] => Bugs.Run(name),
        ["--pairs"] => Pairs.Run(null),
        ["--pairs", var name] => Pairs.Run(name),
        ["--interleave"] => Interleave.Run(null),
        ["--interleave", var name] => Interleave.Run(name),
        ["--interleave", var name, "--at", var call] when Number(call) is { } at and < int.MaxValue => Interleave.Play(name, (int)at),
        _ => Complain(),
    };

    private static ulong? Number(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int Complain()
    {
        Console.Error.WriteLine(Help);
        return 2;
    }
}
