using System.Globalization;
using System.Runtime.InteropServices;

namespace JitBot.Benchmarks.Measuring;

/// <summary>Where it was measured.</summary>
internal static class Machine
{
    /// <summary>One line.</summary>
    public static string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}");
}
