using System.Globalization;

namespace JitBot.Testing;

/// <summary>
/// How much is played of what could be played for hours: a little, unless the environment asks for more, as <c>.ci/run</c> does.
/// </summary>
public static class HowMuch
{
    private const int FewLives = 500;
    private const int OneInByDefault = 40;

    /// <summary>Lives decided by a seed (JITBOT_LIFECYCLES).</summary>
    public static int Lifecycles => Number("JITBOT_LIFECYCLES", FewLives);

    /// <summary>
    /// Of the points at which a scripted story may die, and of those at which two deeds may meet, one in so many is played (JITBOT_ONE_IN); 1 plays all. Which one differs from story to story, so a
    /// change that breaks many points is seen by some.
    /// </summary>
    public static int OneIn => Math.Max(1, Number("JITBOT_ONE_IN", OneInByDefault));

    /// <summary>Whether nothing is left out: also what is marked <see cref="LongAttribute"/> is played then.</summary>
    public static bool Everything => OneIn == 1;

    /// <summary>The points of so many that are played of the story with this number.</summary>
    public static IEnumerable<int> Points(int points, int story)
    {
        var every = Math.Min(OneIn, points);
        for (var point = 1 + story % every; point <= points; point += every)
            yield return point;
    }

    /// <summary>A number from the environment.</summary>
    public static int Number(string variable, int fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } number ? int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) : fallback;
}
