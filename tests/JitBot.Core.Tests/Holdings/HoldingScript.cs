using JitBot.Core.Access;
using JitBot.Core.Holdings;

namespace JitBot.Core.Tests.Holdings;

/// <summary>A holding to which a test says, line by line, what is asked of it and what the provider answers.</summary>
public abstract class HoldingScript
{
    protected static readonly HoldingKey Key = new("Provider", "group", "subject");

    protected HoldingState State { get; private set; } = HoldingState.Start;

    protected DateTimeOffset Now { get; set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    protected void Granted(string request, bool addTells)
    {
        Claim(request);
        Begin(addTells);
        Report(new ProviderAnswer.Absent(), addTells);
        Begin(addTells);
        Report(new ProviderAnswer.Added(), addTells);
    }

    protected void Claim(string request) => Do(new HoldingCommand.Claim(Now, new RequestId(request), Key, Now.AddHours(1)));

    protected void Release(string request) => Do(new HoldingCommand.Release(Now, new RequestId(request), Key));

    protected ProviderCall? Begin(bool addTells = true) =>
        Do(new HoldingCommand.Begin(Now, addTells, MayGrant: true)).OfType<HoldingEvent.AttemptBegun>().SingleOrDefault()?.Call;

    protected void Report(ProviderAnswer answer, bool addTells = true) => Do(new HoldingCommand.Report(Now, State.InFlight!.Number, answer, addTells, Jitter: 0));

    protected IReadOnlyList<HoldingEvent> Do(HoldingCommand command)
    {
        var events = HoldingDecider.Decide(State, command);
        State = events.Aggregate(State, HoldingEvolver.Evolve);
        return events;
    }
}
