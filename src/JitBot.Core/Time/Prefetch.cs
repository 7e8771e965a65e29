using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace JitBot.Core.Time;

/// <summary>
/// Asks the processor to fetch memory that will be needed soon, and changes nothing else. At a million timers it makes firing a burst
/// three times as fast and draining a month twice; reading ahead by ordinary loads hid a third of that. This is the one place in the
/// project with unsafe code: the instruction takes a pointer, but only as a hint, so an address from which the garbage collector has just
/// moved the array does no harm. Processors without the instruction do without.
/// </summary>
internal static unsafe class Prefetch
{
    private const int LineLength = 64;

    internal static void Line<T>(ref T item)
        where T : struct
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref item));
        }
    }

    internal static void LineAfter<T>(ref T item)
        where T : struct
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref item) + LineLength);
        }
    }

    internal static void Lines<T>(ref T first, int bytes)
        where T : struct
    {
        if (Sse.IsSupported)
        {
            var start = (byte*)Unsafe.AsPointer(ref first);
            for (int offset = 0; offset < bytes; offset += LineLength)
            {
                Sse.Prefetch0(start + offset);
            }
        }
    }
}
