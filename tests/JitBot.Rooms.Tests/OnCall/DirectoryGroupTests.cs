using JitBot.Chat.Slack;
using JitBot.Core;
using JitBot.Core.People;
using JitBot.Providers.Entra;
using JitBot.Rooms.Tests.Entra;
using JitBot.Rooms.Tests.Okta;
using JitBot.Rooms.Tests.Slack;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.OnCall;

/// <summary>The groups of the directories and of Slack do what every group source does.</summary>
internal sealed class EntraGroupContractTests : GroupSourceContract
{
    protected override async Task<GroupWorld> StartWorldAsync() => new Groups(await EntraWorld.StartAsync());

    private sealed class Groups : DirectoryGroups
    {
        private readonly EntraGroups _groups;

        public Groups(EntraWorld world)
            : base(world) => _groups = world.Groups;

        public override IGroupSource Source => _groups;

        public override IReadOnlyList<string> WrongIds => ["", "approvers", "00000000-0000-0000-0000-00000000000g", "../users"];
    }
}

/// <summary>The same of Okta.</summary>
internal sealed class OktaGroupContractTests : GroupSourceContract
{
    protected override async Task<GroupWorld> StartWorldAsync() => new Groups(await OktaWorld.StartAsync(OktaCredential.ApiToken));

    private sealed class Groups : DirectoryGroups
    {
        private readonly OktaWorld _world;

        public Groups(OktaWorld world)
            : base(world) => _world = world;

        public override IGroupSource Source => _world.Groups;

        public override IReadOnlyList<string> WrongIds => ["", "approvers", "00g../users", "00gunknownunknown000\n"];
    }
}

/// <summary>The same of Slack's user groups, which know people by their accounts.</summary>
internal sealed class SlackGroupContractTests : GroupSourceContract
{
    protected override async Task<GroupWorld> StartWorldAsync()
    {
        var world = new SlackWorld();
        await world.StartAsync();
        return new Groups(world);
    }

    private sealed class Groups : GroupWorld
    {
        private readonly SlackWorld _world;
        private readonly SlackGroups _groups;
        private readonly Dictionary<string, AccountId> _accounts;

        public Groups(SlackWorld world)
            : base(world.Clock)
        {
            _world = world;
            _groups = new SlackGroups(world.Api, world.Clock, NullLogger<SlackGroups>.Instance);
            _accounts = new[] { "avery", "morgan" }.ToDictionary(handle => $"{handle}@example.com", world.AddPerson);
            Group = world.Slack.Workspace.AddUserGroup("owners");
            EmptyGroup = world.Slack.Workspace.AddUserGroup("nobody");
        }

        public override IGroupSource Source => _groups;

        public override string Group { get; }

        public override string EmptyGroup { get; }

        public override string UnknownGroup => "S0UNKNOWN";

        public override IReadOnlyList<string> WrongIds => ["", "owners", "S0123456789\n"];

        public override TimeSpan Remembers => TimeSpan.FromSeconds(60);

        public override IReadOnlyList<string> Secrets => [_world.Slack.Workspace.App.BotToken];

        public override DirectoryFaults? Faults => null;

        public override void Fill(params IEnumerable<string> emails) =>
            _world.Slack.Workspace.AddUserGroup("owners", emails.Select(email => _world.Slack.Workspace.Person(email.Split('@')[0])));

        public override IReadOnlyList<AccountId> AccountsOf(string email) => [_accounts[email]];

        public override Task GoDownAsync()
        {
            _world.Slack.Faults.Next("usergroups.users.list", new SlackFault.Refuses("internal_error"));
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync() => _world.DisposeAsync();
    }
}

/// <summary>A provider's directory as the world of its groups.</summary>
internal abstract class DirectoryGroups : GroupWorld
{
    private readonly ProviderWorld _world;
    private readonly Dictionary<string, string> _ids;

    protected DirectoryGroups(ProviderWorld world)
        : base(world.Clock)
    {
        _world = world;
        _ids = new[] { "avery@example.com", "morgan@example.com" }.ToDictionary(email => email, world.AddPerson);
        Group = world.AddGroup("Approvers");
        EmptyGroup = world.AddGroup("Nobody");
    }

    public override string Group { get; }

    public override string EmptyGroup { get; }

    public override string UnknownGroup => _world.UnknownGroup;

    /// <summary>Whose account it is; the membership is asked for each time.</summary>
    public override TimeSpan Remembers => TimeSpan.FromMinutes(1);

    public override IReadOnlyList<string> Secrets => _world.Secrets;

    public override DirectoryFaults? Faults => _world.Faults;

    public override void Fill(params IEnumerable<string> emails)
    {
        foreach (var id in _ids.Values)
            _world.Memberships.Remove(Group, id, "an administrator");
        foreach (var email in emails)
            _world.Memberships.Add(Group, _ids[email], "an administrator");
    }

    public override Task GoDownAsync() => _world.GoDownAsync();

    public override ValueTask DisposeAsync() => _world.DisposeAsync();
}
