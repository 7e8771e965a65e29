using System.Runtime.InteropServices;
using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Wheel.Contenders;

/// <summary>The floor: of as many records of sixteen bytes as there are timers each is read, changed and written once, in random order. No timer is cancelled or fired for less.</summary>
internal static class BareMemory
{
    public const string Access = "read, change and write at random";

    public static IReadOnlyDictionary<string, double> Round(int count, int seed)
    {
        var records = new Record[count];
        var order = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(order);
        Touch(records, order);
        var (milliseconds, _) = Timing.Once(() => Touch(records, order));
        return records.All(record => record.Generation == 2) // a round to warm up, and this one
            ? new Dictionary<string, double> { [Access] = milliseconds * Timing.NanosecondsPerMillisecond / count }
            : throw new InvalidOperationException("A record was forgotten.");
    }

    private static long Touch(Record[] records, int[] order)
    {
        var sum = 0L;
        foreach (var number in order)
        {
            ref var record = ref records[number];
            sum += record.Payload;
            record.Generation++;
        }

        return sum;
    }

    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private struct Record
    {
        public long Payload;
        public int Generation;
    }
}
