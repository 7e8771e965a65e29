using JitBot.Core;
using JitBot.Core.Holdings;

namespace JitBot.Engine.Tests;

/// <summary>A provider that does as it is told: honest unless an answer was planned.</summary>
internal sealed class ToldProvider(string name = "Directory") : IAccessProvider
{
    public string Name => name;

    public bool AddTellsWhoAdded => true;

    /// <summary>Whether the one subject is a member.</summary>
    public bool IsMember { get; set; }

    /// <summary>Every call that changes something, in order.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>Answers in place of doing anything, while it is set.</summary>
    public Func<string, ProviderAnswer?> Instead { get; set; } = _ => null;

    /// <summary>When set, calls wait for it.</summary>
    public TaskCompletionSource? Held { get; set; }

    /// <summary>Completes when a call is held.</summary>
    public TaskCompletionSource HoldsOne { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Who somebody is here.</summary>
    public Func<string, string> Subject { get; set; } = email => $"subject of {email}";

    /// <summary>Whom it does not know.</summary>
    public HashSet<string> Unknown { get; } = [];

    /// <summary>Whether it answers nobody who asks who somebody is.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Completes when somebody asks who somebody is, and whoever asks then waits for ever; nobody waits while it is null.</summary>
    public TaskCompletionSource? HangsWhenAsked { get; set; }

    public async Task<SubjectAnswer> FindSubjectAsync(string email, CancellationToken ct)
    {
        if (HangsWhenAsked is { } hangs)
        {
            hangs.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(ct);
        }

        return Find(email);
    }

    /// <summary>How often it was asked whether a resource is fit.</summary>
    public int Inspections { get; private set; }

    public Task<ResourceAnswer> InspectAsync(string resource, CancellationToken ct)
    {
        Inspections++;
        return Task.FromResult<ResourceAnswer>(new ResourceAnswer.Fit(resource));
    }

    /// <summary>What it says every resource is nested in; nothing unless a test says so.</summary>
    public NestingAnswer Around { get; set; } = new NestingAnswer.Told(new HashSet<string>());

    /// <summary>How often it was asked what a resource is nested in.</summary>
    public int AskedAround { get; private set; }

    public Task<NestingAnswer> ListAroundAsync(string resource, CancellationToken ct)
    {
        AskedAround++;
        return Task.FromResult(Around);
    }

    public Task<ProviderAnswer> ObserveAsync(HoldingKey holding, string attempt, CancellationToken ct) =>
        AnswerAsync("observe", () => IsMember ? new ProviderAnswer.Present() : new ProviderAnswer.Absent(), ct);

    public Task<ProviderAnswer> AddAsync(HoldingKey holding, string attempt, CancellationToken ct) => AnswerAsync("add", () =>
    {
        var was = IsMember;
        IsMember = true;
        return was ? new ProviderAnswer.AlreadyThere() : new ProviderAnswer.Added();
    }, ct);

    public Task<ProviderAnswer> RemoveAsync(HoldingKey holding, string attempt, CancellationToken ct) => AnswerAsync("remove", () =>
    {
        var was = IsMember;
        IsMember = false;
        return was ? new ProviderAnswer.Removed() : new ProviderAnswer.WasAbsent();
    }, ct);

    private SubjectAnswer Find(string email)
    {
        if (IsSilent)
            return new SubjectAnswer.NotNow("It is down.");
        return Unknown.Contains(email) ? new SubjectAnswer.NotFound("Nobody is called that.") : new SubjectAnswer.Found(Subject(email));
    }

    private async Task<ProviderAnswer> AnswerAsync(string call, Func<ProviderAnswer> act, CancellationToken ct)
    {
        if (Held is { } held)
        {
            HoldsOne.TrySetResult();
            await held.Task.WaitAsync(ct);
        }

        if (call != "observe")
            Changes.Add(call);
        return Instead(call) ?? act();
    }
}
