using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>
/// That a request was granted without asking, because of an emergency: why (a hash), until when two other people must have looked at it, who has, and how
/// often it was said that they have not. <paramref name="AsOf"/> is when it was last known who is on call, if the source was down; null if it was asked just then.
/// </summary>
public sealed record Emergency(string Reason, DateTimeOffset ReviewBy, DateTimeOffset? AsOf)
{
    /// <summary>So many other people look at each emergency: one may be a friend.</summary>
    public const int ReviewsNeeded = 2;

    /// <summary>Said daily for two weeks: whoever has not heard it by then will not; the team still breaks no glass until it is done.</summary>
    public const int MostReminders = 14;

    /// <summary>How long after one reminder the next is sent.</summary>
    public static readonly TimeSpan RemindsEvery = TimeSpan.FromDays(1);

    /// <summary>Who has looked at it.</summary>
    public IReadOnlyList<PersonRef> Reviews { get; init; } = [];

    /// <summary>How often it was said that a review is overdue.</summary>
    public int Reminders { get; init; }

    /// <summary>Whether it was looked at by enough people.</summary>
    public bool IsReviewed => Reviews.Count >= ReviewsNeeded;

    /// <summary>When it is said next that a review is overdue; null if it is not any more.</summary>
    public DateTimeOffset? RemindsAt => IsReviewed || Reminders >= MostReminders ? null : ReviewBy + (RemindsEvery * Reminders);
}
