using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Simulation.Store;

/// <summary>Whose home pages are kept.</summary>
internal sealed partial class SimStore
{
    public Task KeepHomeAsync(Home home, CancellationToken ct) => CallAsync("keep home", () =>
    {
        var drawn = database.Homes.TryGetValue(home.Account, out var before) ? before.Drawn : home.Drawn;
        database.Homes[home.Account] = home with { OpenedAt = Cut(home.OpenedAt), Drawn = drawn };
        return true;
    });

    public Task<Home?> FindHomeAsync(AccountId account, CancellationToken ct) => CallAsync("find home", () => database.Homes.GetValueOrDefault(account));

    public Task<IReadOnlyList<Home>> ListHomesAsync(PersonId person, CancellationToken ct) => CallAsync("list homes", () => Homes(home => home.Person == person));

    public Task<IReadOnlyList<Home>> ListHomesAsync(CancellationToken ct) => CallAsync("list homes", () => Homes(_ => true));

    public Task<bool> CountDrawnAsync(Home home, CancellationToken ct) => CallAsync("count drawn", () =>
    {
        if (!database.Homes.TryGetValue(home.Account, out var there) || there.Drawn != home.Drawn)
            return false;
        database.Homes[home.Account] = there with { Drawn = there.Drawn + 1 };
        return true;
    });

    public Task DropHomeAsync(Home home, CancellationToken ct) => CallAsync("drop home", () =>
        database.Homes.TryGetValue(home.Account, out var there) && there.OpenedAt == Cut(home.OpenedAt) && database.Homes.Remove(home.Account));

    private IReadOnlyList<Home> Homes(Func<Home, bool> which) =>
        [.. database.Homes.Values.Where(which).OrderBy(home => home.Account.ToString(), StringComparer.Ordinal)];
}
