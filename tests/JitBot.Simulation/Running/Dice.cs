using JitBot.Core;

namespace JitBot.Simulation.Running;

/// <summary>All chance of a world, from its seed: xoshiro256** seeded by SplitMix64 (https://prng.di.unimi.it), the same on every machine.</summary>
internal sealed class Dice
{
    private ulong _a, _b, _c, _d;

    public Dice(ulong seed)
    {
        _a = Mix(ref seed);
        _b = Mix(ref seed);
        _c = Mix(ref seed);
        _d = Mix(ref seed);
    }

    public ulong Next()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number in [0, 1).</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [0, most).</summary>
    public int Below(int most) => (int)(Next() % (ulong)most);

    /// <summary>True so often in one.</summary>
    public bool Hits(double rate) => rate > 0 && Fraction() < rate;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>A time between the two, every order of magnitude as likely as another.</summary>
    public TimeSpan Span(TimeSpan least, TimeSpan most) =>
        TimeSpan.FromMilliseconds(Math.Floor(least.TotalMilliseconds * Math.Pow(most / least, Fraction())));

    /// <summary>A die of its own, so that what is drawn from it does not move what others draw.</summary>
    public Dice Split() => new(Next());

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>The engine's ids, salts and jitter, from the world's seed.</summary>
internal sealed class SeededEntropy(Dice dice) : Entropy
{
    public override void Fill(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var random = dice.Next();
            for (var i = 0; i < sizeof(ulong) && bytes.Length > 0; i++, bytes = bytes[1..])
                bytes[0] = (byte)(random >> (i * 8));
        }
    }
}
