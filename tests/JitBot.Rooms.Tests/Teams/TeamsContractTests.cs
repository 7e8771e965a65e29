using JitBot.Chat.Teams;
using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Sandbox.LookAlikes.Teams;
using JitBot.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Rooms.Tests.Teams;

internal sealed class TeamsContractTests : ChatContract
{
    protected override async Task<ChatWorld> StartWorldAsync()
    {
        var world = new TeamsContractWorld();
        await world.StartAsync();
        return world;
    }
}

/// <summary>Teams' look-alike and the room before it.</summary>
internal sealed class TeamsContractWorld : ChatWorld
{
    private TeamsHouse _house = null!;

    public override IChatPlatform Platform => _house.Services.GetRequiredService<IChatPlatform>();

    public override IReadOnlyList<string> Secrets => [TeamsWorld.Secret];

    public override Place.Channel UnknownChannel => new(TeamsChat.PlatformName, "19:nowhere@thread.tacv2");

    /// <summary>There is nobody to ask: what may be there is posted again.</summary>
    public override int StandsAfterALostAnswer => 2;

    public override IReadOnlyList<(string What, Action<Place.Channel> Do)> WaysToLose =>
    [
        ("left", channel => Organisation.Put(Organisation.Place(channel.Id) with { HasBot = false })),
        ("archived", channel => Organisation.Put(Organisation.Place(channel.Id) with { IsClosed = true })),
        ("deleted", channel => Organisation.Remove(Organisation.Place(channel.Id))),
    ];

    public override IReadOnlyList<(string What, Action Do)> WaysToLoseAnAnswer =>
    [
        ("hangs-up-after", () => Faults.Next(ConnectorCall.Post, new ConnectorFault.DoesAndHangsUp())),
        ("gateway-after", () => Faults.Next(ConnectorCall.Post, new ConnectorFault.DoesAndFails(504))),
    ];

    public override IReadOnlyList<(string What, Action Do)> WaysToFail =>
    [
        ("hangs-up", () => Faults.Next(ConnectorCall.Post, new ConnectorFault.HangsUp())),
        ("unavailable", () => Faults.Next(ConnectorCall.Post, new ConnectorFault.Fails(502))),
        ("precondition", () => Faults.Next(ConnectorCall.Post, new ConnectorFault.Refuses(TeamsRefusal.PreconditionFailed))),
        ("not-registered", () => Faults.Next(ConnectorCall.Post, new ConnectorFault.Refuses(TeamsRefusal.BotNotRegistered))),
        ("unknown-error", () => Faults.Next(ConnectorCall.Post, new ConnectorFault.Refuses(new TeamsRefusal(403, "AnErrorOfTomorrow", "")))),
    ];

    private TeamsOrganisation Organisation => _house.Organisation;

    private ConnectorFaults Faults => _house.Teams.Faults;

    public async Task StartAsync() => _house = await TeamsHouse.OpenAsync(Clock);

    public override Place.Channel AddChannel(string name) => new(TeamsChat.PlatformName, Organisation.AddChannel(_house.World.Team, name).Id);

    public override AccountId AddPerson(string name)
    {
        var person = Organisation.FindPerson(name) ?? Organisation.AddPerson(name);
        return new AccountId(TeamsChat.PlatformName, person.TenantId, person.ObjectId!);
    }

    public override void Deactivate(AccountId account) => Organisation.Put(Organisation.Person(account.Id) with { HasApp = false });

    public override IReadOnlyList<ChatMessage> In(Place.Channel channel) => In(Organisation.Place(channel.Id));

    public override IReadOnlyList<ChatMessage> To(AccountId account) => In(Organisation.Personal(Organisation.Person(account.Id)));

    public override void Chatter(Place.Channel channel, string text)
    {
        var id = Organisation.Numbers.NextMessage();
        Organisation.Messages.Put(new TeamsMessage(channel.Id, id, Organisation.Person("sam").Id, text) { RootId = id });
    }

    public override void Delete(MessageRef message) =>
        Organisation.Messages.Put(Organisation.Messages.Find(message.Channel, message.Message)! with { IsDeleted = true });

    public override void ThrottleNextPost(TimeSpan wait) => Faults.Next(ConnectorCall.Post, new ConnectorFault.Throttles(wait));

    public override ValueTask DisposeAsync() => _house.DisposeAsync();

    private IReadOnlyList<ChatMessage> In(TeamsPlace place) =>
        [.. Organisation.Messages.In(place).Where(message => message.IsFromBot).Select(message =>
            new ChatMessage(
                new MessageRef(TeamsChat.PlatformName, message.PlaceId, message.Id),
                string.Concat(CardReading.Texts(message.Card!)),
                message.IsReply ? message.RootId : null))];
}
