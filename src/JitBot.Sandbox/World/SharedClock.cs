using System.IO.MemoryMappedFiles;

namespace JitBot.Sandbox.World;

/// <summary>
/// The machine's clock plus an offset that lives in a file mapped into every process of the sandbox: wound forward once, it is later for all
/// of them at once. The monotonic clock is wound with it, so nobody takes the winding for a jump.
/// </summary>
internal sealed class SharedClock : TimeProvider, IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _offset;

    private SharedClock(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, mapName: null, sizeof(long));
        _offset = _file.CreateViewAccessor(0, sizeof(long));
    }

    /// <summary>The clock of the sandbox whose file this is.</summary>
    public static SharedClock Open(string path) => new(path);

    /// <summary>Winds the clock forward.</summary>
    public void Wind(TimeSpan by) => _offset.Write(0, Wound.Ticks + by.Ticks);

    /// <summary>By how much it was wound forward so far.</summary>
    public TimeSpan Wound => TimeSpan.FromTicks(_offset.ReadInt64(0));

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Wound;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Wound.TotalSeconds * TimestampFrequency);

    public void Dispose()
    {
        _offset.Dispose();
        _file.Dispose();
    }
}
