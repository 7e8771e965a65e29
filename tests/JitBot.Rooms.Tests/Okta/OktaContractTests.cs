using JitBot.Testing;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>The whole contract, by each way of showing who we are.</summary>
[TestFixture(OktaCredential.ApiToken)]
[TestFixture(OktaCredential.ServiceApp)]
[TestFixture(OktaCredential.ServiceAppWithProofs)]
public sealed class OktaContractTests(OktaCredential credential) : ProviderContract
{
    protected override async Task<ProviderWorld> StartWorldAsync() => await OktaWorld.StartAsync(credential);
}
