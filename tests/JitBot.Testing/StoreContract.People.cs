using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>People, their accounts, what can be erased of them, and the cards.</summary>
public abstract partial class StoreContract
{
    private static readonly AccountId Account = new("chat", "T1", "U1");

    [Test]
    public async Task A_person_is_found_by_row_by_address_and_by_account()
    {
        var avery = await AddAsync("Avery", "avery@example.com");
        Assert.That(await Store.LinkAsync(avery.Id, Account, default), Is.True);
        await ReopenAsync();
        Assert.That(await Store.FindAsync(avery.Id, default), Is.EqualTo(avery));
        Assert.That(await Store.FindByEmailAsync("avery@example.com", default), Is.EqualTo(avery));
        Assert.That(await Store.FindByAccountAsync(Account, default), Is.EqualTo(avery));
        Assert.That(await Store.ListAccountsAsync(avery.Id, default), Is.EqualTo(new[] { Account }));
        Assert.That(await Store.LoadTextsAsync([avery.Identity], default), Does.ContainValue("Avery <avery@example.com>"));
    }

    [Test]
    public async Task Nobody_is_found_by_what_nobody_has()
    {
        await AddAsync("Avery", "avery@example.com");
        Assert.That(await Store.FindAsync(new PersonId("p-nobody"), default), Is.Null);
        Assert.That(await Store.FindByEmailAsync("nobody@example.com", default), Is.Null);
        Assert.That(await Store.FindByAccountAsync(Account, default), Is.Null);
    }

    [Test]
    public async Task One_address_is_one_person_and_the_first_stays()
    {
        var first = await AddAsync("Avery", "avery@example.com");
        Assert.That(await AddAsync("Impostor", "avery@example.com", "p-impostor"), Is.EqualTo(first));
        Assert.That(await Store.FindAsync(new PersonId("p-impostor"), default), Is.Null);
    }

    [Test]
    public async Task An_account_belongs_to_one_person()
    {
        var avery = await AddAsync("Avery", "avery@example.com");
        var blake = await AddAsync("Blake", "blake@example.com", "p-blake");
        await Store.LinkAsync(avery.Id, Account, default);
        Assert.That(await Store.LinkAsync(blake.Id, Account, default), Is.False);
        Assert.That(await Store.LinkAsync(avery.Id, Account, default), Is.True, "linked already");
        Assert.That(await Store.FindByAccountAsync(Account, default), Is.EqualTo(avery));
    }

    [Test]
    public async Task A_person_has_one_account_on_a_platform_and_tenant()
    {
        var avery = await AddAsync("Avery", "avery@example.com");
        await Store.LinkAsync(avery.Id, Account, default);
        Assert.That(await Store.LinkAsync(avery.Id, Account with { Id = "U2" }, default), Is.False);
        Assert.That(await Store.LinkAsync(avery.Id, Account with { Tenant = "T2" }, default), Is.True);
        Assert.That(await Store.LinkAsync(avery.Id, Account with { Platform = "other" }, default), Is.True);
        Assert.That(await Store.FindByAccountAsync(Account with { Id = "U2" }, default), Is.Null);
    }

    [Test]
    public async Task A_renamed_person_keeps_the_row_and_the_old_text()
    {
        var avery = await AddAsync("Avery", "avery@example.com");
        var text = new PersonalText(avery.Id, "salt", Person.IdentityText("Avery Q.", avery.Email));
        var renamed = avery with { Name = "Avery Q.", Identity = text.Hash };
        await Store.RenameAsync(renamed, text, default);
        Assert.That(await Store.FindAsync(avery.Id, default), Is.EqualTo(renamed));
        Assert.That(await Store.LoadTextsAsync([avery.Identity, text.Hash], default), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_forgotten_persons_texts_are_gone_and_the_chain_still_verifies()
    {
        var avery = await AddAsync("Avery", "avery@example.com");
        var blake = await AddAsync("Blake", "blake@example.com", "p-blake");
        var batch = Everything("r-1");
        await Store.LinkAsync(avery.Id, Account, default);
        await Store.AppendAsync(batch, default);

        await Store.ForgetAsync(avery.Id, default);
        await ReopenAsync();
        Assert.That(await Store.LoadTextsAsync([batch.Texts[0].Hash, avery.Identity], default), Is.Empty);
        Assert.That(await Store.FindByEmailAsync("avery@example.com", default), Is.Null);
        Assert.That(await Store.FindByEmailAsync("", default), Is.Null);
        var row = await Store.FindByAccountAsync(Account, default);
        Assert.That(row, Is.EqualTo(avery with { Name = "", Email = "" }), "the row and its ids stay");
        Assert.That(await Store.FindAsync(blake.Id, default), Is.EqualTo(blake));
        Assert.That(await Store.LoadTextsAsync([blake.Identity], default), Has.Count.EqualTo(1));
        await AssertChainAsync(2);
    }

    [Test]
    public async Task Two_people_can_be_forgotten()
    {
        var avery = await AddAsync("Avery", "avery@example.com");
        var blake = await AddAsync("Blake", "blake@example.com", "p-blake");
        await Store.ForgetAsync(avery.Id, default);
        await Store.ForgetAsync(blake.Id, default);
        Assert.That((await Store.FindAsync(blake.Id, default))!.Email, Is.Empty);
    }

    [Test]
    public async Task A_card_is_found_by_request_and_place_and_by_message()
    {
        var request = new RequestId("r-1");
        var channel = new Card(request, new Place.Channel("chat", "C1"), new MessageRef("chat", "C1", "1700.1"), 3, 2, PlaceLost: false);
        var direct = new Card(request, new Place.Direct("chat", Avery), null, 0, 0, PlaceLost: true);
        await Store.SaveCardAsync(channel, null, default);
        await Store.SaveCardAsync(direct, null, default);
        var other = channel with { Request = new RequestId("r-2"), Message = new MessageRef("chat", "C1", "1700.2") };
        await Store.SaveCardAsync(other, null, default);
        await ReopenAsync();

        Assert.That(await Store.FindCardAsync(request, channel.Place, default), Is.EqualTo(channel));
        Assert.That(await Store.FindCardAsync(request, direct.Place, default), Is.EqualTo(direct));
        Assert.That(await Store.FindCardAsync(channel.Message!, default), Is.EqualTo(channel));
        Assert.That(await Store.ListCardsAsync(request, default), Is.EquivalentTo(new[] { channel, direct }));
        Assert.That(await Store.FindCardAsync(new RequestId("r-3"), channel.Place, default), Is.Null);
        Assert.That(await Store.FindCardAsync(new MessageRef("chat", "C2", "1700.1"), default), Is.Null);
        Assert.That(await Store.FindCardAsync(new MessageRef("other", "C1", "1700.1"), default), Is.Null);
    }

    [Test]
    public async Task A_card_saved_again_replaces_the_one_in_its_place()
    {
        var message = new MessageRef("chat", "C1", "1700.1");
        var card = new Card(new RequestId("r-1"), new Place.Channel("chat", "C1"), message, 1, 1, PlaceLost: false);
        await Store.SaveCardAsync(card, null, default);
        var moved = card with { Message = new MessageRef("chat", "D9", "1700.9"), ShownVersion = 4, ToldVersion = 3 };
        Assert.That(await Store.SaveCardAsync(moved, card, default), Is.True);
        Assert.That(await Store.ListCardsAsync(card.Request, default), Is.EqualTo(new[] { moved }));
        Assert.That(await Store.FindCardAsync(message, default), Is.Null, "the old message is no card any more");
    }

    [Test]
    public async Task A_card_that_another_has_changed_meanwhile_is_not_replaced()
    {
        var first = new Card(new RequestId("r-1"), new Place.Channel("chat", "C1"), new MessageRef("chat", "C1", "1700.1"), 1, 1, PlaceLost: false);
        var second = first with { ShownVersion = 2 };
        await Store.SaveCardAsync(first, null, default);
        Assert.That(await Store.SaveCardAsync(first with { Message = null }, null, default), Is.False, "it was not the first");
        Assert.That(await Store.SaveCardAsync(second, first, default), Is.True);
        Assert.That(await Store.SaveCardAsync(first with { ToldVersion = 9 }, first, default), Is.False, "it was held up");
        Assert.That(await Store.SaveCardAsync(second with { Message = null }, second, default), Is.True);
        Assert.That(await Store.SaveCardAsync(second, second with { Message = null }, default), Is.True, "none is something, too");
        Assert.That(await Store.ListCardsAsync(first.Request, default), Is.EqualTo(new[] { second }));
    }

    private async Task<Person> AddAsync(string name, string email, string id = "p-avery")
    {
        var text = new PersonalText(new PersonId(id), "salt", Person.IdentityText(name, email));
        return await Store.AddAsync(new Person(text.Owner, email, name, text.Hash), text, default);
    }
}
