using JitBot.Core;
using JitBot.Core.Paging;

namespace JitBot.Engine.Tests;

/// <summary>A pager that remembers whom it was to wake, and answers as it is told.</summary>
internal sealed class ToldPager : IPager
{
    public string Name => "Beeper";

    /// <summary>Every page it was given, repetitions too.</summary>
    public List<Page> Pages { get; } = [];

    public PageAnswer Answer { get; set; } = new PageAnswer.Sent();

    public Task<PageAnswer> PageAsync(Page page, CancellationToken ct)
    {
        Pages.Add(page);
        return Task.FromResult(Answer);
    }
}
