using System.Security.Cryptography;

namespace JitBot.Benchmarks.Measuring;

/// <summary>
/// What this machine can do at all, recorded before anything else: with it figures of different machines can be compared, and from its spread it is told
/// whether the machine had time for us.
/// </summary>
internal static class MachineFloor
{
    /// <summary>One access per line, which is what a processor fetches at once.</summary>
    private const int BytesPerLine = 64;

    private const int LongsPerLine = BytesPerLine / sizeof(long);
    private const int Steps = 1_000_000;
    private const int Hashes = 20_000;
    private const int Seed = 1;

    /// <summary>A line of the audit chain with the hash before it.</summary>
    private const int RecordBytes = 332;

    private static readonly (string Name, int Kilobytes)[] Sets = [("768 KiB", 768), ("64 MiB", 64 * 1024)];

    /// <summary>The figures, in nanoseconds.</summary>
    public static IReadOnlyList<Measure> Measure() =>
    [
        .. Sets.Select(set => new Measure($"pointer chase in {set.Name}", "ns", Rounds(Chase(set.Kilobytes * 1024 / BytesPerLine)))),
        .. Sets.Select(set => new Measure($"sequential read of {set.Name}, per 64 bytes", "ns", Rounds(Read(set.Kilobytes * 1024 / BytesPerLine)))),
        new Measure($"SHA-256 of {RecordBytes} bytes", "ns", Rounds(Hash())),
    ];

    private static Spread Rounds(Func<double> nanoseconds)
    {
        nanoseconds();
        return Spread.Of(Enumerable.Range(0, Timing.Rounds).Select(_ => nanoseconds()).ToList());
    }

    /// <summary>Each line names the next, in one circle through all of them (Sattolo), so that no access can begin before the last has ended.</summary>
    private static Func<double> Chase(int lines)
    {
        var order = Enumerable.Range(0, lines).ToArray();
        var random = new Random(Seed);
        for (var i = lines - 1; i > 0; i--)
        {
            var other = random.Next(i);
            (order[i], order[other]) = (order[other], order[i]);
        }

        var next = new long[lines * LongsPerLine];
        for (var i = 0; i < lines; i++)
            next[order[i] * LongsPerLine] = order[(i + 1) % lines] * (long)LongsPerLine;
        return () => PerStep(Steps, () =>
        {
            var at = 0L;
            for (var i = 0; i < Steps; i++)
                at = next[at];
            return at;
        });
    }

    private static Func<double> Read(int lines)
    {
        var data = new long[lines * LongsPerLine];
        Array.Fill(data, 1);
        var times = Math.Max(1, Steps / lines);
        return () => PerStep(lines * times, () =>
        {
            var sum = 0L;
            for (var time = 0; time < times; time++)
            {
                foreach (var each in data.AsSpan())
                    sum += each;
            }

            return sum == (long)times * data.Length ? sum : throw new InvalidOperationException("The machine cannot count.");
        });
    }

    private static Func<double> Hash()
    {
        var record = new byte[RecordBytes];
        var hash = new byte[SHA256.HashSizeInBytes];
        return () => PerStep(Hashes, () =>
        {
            for (var i = 0; i < Hashes; i++)
                hash[0] = (byte)SHA256.HashData(record, hash);
            return (long)hash[0];
        });
    }

    private static double PerStep(int steps, Func<long> run) => Timing.Next(run).Milliseconds * 1_000_000 / steps;
}
