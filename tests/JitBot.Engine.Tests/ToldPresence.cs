using JitBot.Core;
using JitBot.Core.People;

namespace JitBot.Engine.Tests;

/// <summary>A chat or a directory that says of accounts whether they are in use as it is told.</summary>
internal sealed class ToldPresence(string name) : IPresenceSource
{
    public string Name => name;

    /// <summary>What is answered about an account, by id; of any other that it is in use.</summary>
    public Dictionary<string, PresenceAnswer> Of { get; } = [];

    /// <summary>Whom it was asked about, by id.</summary>
    public List<string> Asked { get; } = [];

    public Task<PresenceAnswer> LookAsync(AccountId account, CancellationToken ct)
    {
        Asked.Add(account.Id);
        return Task.FromResult(Of.GetValueOrDefault(account.Id, new PresenceAnswer.Active()));
    }
}
