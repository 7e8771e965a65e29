using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Entra;

/// <summary>The Entra room does what every provider does.</summary>
[TestFixture]
public sealed class EntraContractTests : ProviderContract
{
    protected override async Task<ProviderWorld> StartWorldAsync() => await EntraWorld.StartAsync();
}
